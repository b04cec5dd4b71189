"""Named mistakes: each computes what one gets who makes it, and says what it is.

The autograder names a mistake with them, the question bank computes distractors from them, and
the tests require every check of a lab to catch those that concern it.
"""

from crm_models.misconceptions.registry import Misconception, everything, get, misconception, of

__all__ = ["Misconception", "everything", "get", "misconception", "of"]
