"""The order of bubblewrap's mounts: a later one hides an earlier one below it."""

from autograder.sandbox.command import bubblewrap


def test_an_environment_below_tmp_stays_visible():
    command = bubblewrap(["3", "{}"])
    scratch = command.index("--tmpfs")
    assert command[scratch + 1] == "/tmp"  # noqa: S108
    assert scratch < command.index("--ro-bind")
