"""One warm zygote for all tests of a worker."""

import pytest

from autograder.limits import Limits
from autograder.sandbox.requirements import missing
from autograder.sandbox.zygote import Zygote


@pytest.fixture(scope="session")
def isolated():
    if missing():
        pytest.skip("; ".join(item.en for item in missing()))
    with Zygote() as started:
        yield started


@pytest.fixture(scope="session")
def open_zygote():
    with Zygote(isolated=False) as started:
        yield started


def runner(zygote):
    """Return what runs cells in a fresh student process and says how each ended."""

    def run_cells(*cells, folder=None, **limits):
        session = zygote.spawn(Limits(**limits))
        try:
            if folder is not None:
                session.send_folder(folder, {})
            return [session.run(cell) for cell in cells]
        finally:
            session.close()

    return run_cells


@pytest.fixture
def boxed(isolated):
    """Cells behind all barriers."""
    return runner(isolated)


@pytest.fixture(params=["isolated", "open_zygote"])
def run(request):
    """Cells behind all barriers, and with none: what they do must be the same."""
    return runner(request.getfixturevalue(request.param))


def text(run):
    """Everything that a cell printed or showed as text."""
    return "".join(
        node.get("text", "") or node.get("data", {}).get("text/plain", "") for node in run.outputs
    )
