"""A new gradebook of ours is what nbgrader would have made."""

import os
import sqlite3
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from course import new_gradebook


def shape(path):
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        found = {name: " ".join(sql.split()) for name, sql in rows}
        version = database.execute("SELECT version_num FROM alembic_version").fetchall()
    database.close()
    return found, version


@pytest.mark.slow
def test_it_has_the_same_tables_and_version(tmp_path, monkeypatch):
    scripts = str(Path(sys.executable).parent)
    monkeypatch.setenv("PATH", scripts + os.pathsep + os.environ["PATH"])  # nbgrader runs alembic
    assert new_gradebook.ensure(f"sqlite:///{tmp_path}/ours.db")
    with Gradebook(f"sqlite:///{tmp_path}/theirs.db", "crm"):
        pass
    (ours, our_version), (theirs, their_version) = (
        shape(tmp_path / "ours.db"),
        shape(tmp_path / "theirs.db"),
    )
    assert ours.keys() == theirs.keys()
    assert all(ours[name] == theirs[name] for name in ours if name != "alembic_version")
    assert our_version == their_version


def test_what_is_there_is_kept(tmp_path):
    path = tmp_path / "gradebook.db"
    path.write_bytes(b"whatever")
    assert not new_gradebook.ensure(f"sqlite:///{path}?timeout=60")
    assert path.read_bytes() == b"whatever"
    assert not new_gradebook.ensure("postgresql://server/grades")
