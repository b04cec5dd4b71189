"""The attack suite against stock nbgrader and against this autograder: ``make attacks``."""
