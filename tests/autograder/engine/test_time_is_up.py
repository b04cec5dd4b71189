"""A cell's time limit is nobody's to catch: whatever is tried in between, it ends the cell."""

import pytest

from autograder.handles.trust import Rehearsal
from autograder.judge.timed import JudgeTimeoutError


def raising(error):
    def function(*_):
        raise error

    return function


class Uncopied:
    def __init__(self, error):
        self.error = error

    def __deepcopy__(self, memo):
        raise self.error


def test_the_reference_may_fail_but_not_outlive_the_cell():
    assert Rehearsal(raising(TimeoutError("its own")), (1,), {}).gives_data()
    with pytest.raises(JudgeTimeoutError):
        Rehearsal(raising(JudgeTimeoutError("time is up")), (1,), {}).gives_data()


def test_an_argument_may_refuse_to_be_copied_but_not_outlive_the_cell():
    refused = Uncopied(TypeError("no"))
    assert Rehearsal(lambda value: value is refused, (refused,), {}).gives_data()
    with pytest.raises(JudgeTimeoutError):
        Rehearsal(bool, (Uncopied(JudgeTimeoutError("time is up")),), {}).gives_data()
