"""The demonstration: a class of scripted students taken from release to report."""
