"""The tables of nbgrader 0.9's gradebook, as far as grading reads or writes them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from uuid import uuid4

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Engine,
    Float,
    Interval,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
)
from sqlalchemy.engine import make_url

BUSY_SECONDS = 60


def new_key() -> str:
    """Return a key for a new row, as nbgrader makes them."""
    return uuid4().hex


META = MetaData()
COURSE = Table("course", META, Column("id", String))
ASSIGNMENT = Table(
    "assignment", META, Column("id", String), Column("name", String), Column("duedate", DateTime)
)
NOTEBOOK = Table(
    "notebook",
    META,
    Column("id", String),
    Column("name", String),
    Column("assignment_id", String),
    Column("kernelspec", String),
)
BASE_CELL = Table(
    "base_cell",
    META,
    Column("id", String),
    Column("name", String),
    Column("notebook_id", String),
    Column("type", String),
)
GRADE_CELLS = Table("grade_cells", META, Column("id", String), Column("max_score", Float))
TASK_CELLS = Table("task_cells", META, Column("id", String), Column("max_score", Float))
SOURCE_CELL = Table(
    "source_cell",
    META,
    Column("name", String),
    Column("cell_type", String),
    Column("locked", Boolean),
    Column("source", Text),
    Column("checksum", String),
    Column("notebook_id", String),
)
STUDENT = Table("student", META, Column("id", String))
SUBMISSION = Table(
    "submitted_assignment",
    META,
    Column("id", String, default=new_key),
    Column("assignment_id", String),
    Column("student_id", String),
    Column("timestamp", DateTime),
    Column("extension", Interval),
)
SUBMITTED = Table(
    "submitted_notebook",
    META,
    Column("id", String, default=new_key),
    Column("assignment_id", String),
    Column("notebook_id", String),
    Column("flagged", Boolean, default=False),
    Column("late_submission_penalty", Float),
)
GRADE = Table(
    "grade",
    META,
    Column("id", String, default=new_key),
    Column("notebook_id", String),
    Column("cell_id", String),
    Column("auto_score", Float),
    Column("manual_score", Float),
    Column("extra_credit", Float),
    Column("needs_manual_grade", Boolean, default=True),
)
COMMENT = Table(
    "comment",
    META,
    Column("id", String, default=new_key),
    Column("notebook_id", String),
    Column("cell_id", String),
    Column("auto_comment", Text),
    Column("manual_comment", Text),
)


@cache
def connect(db_url: str) -> Engine:
    """Return the process's engine of a gradebook; a busy SQLite file is waited for."""
    url = make_url(db_url)
    options = {"timeout": BUSY_SECONDS} if url.get_backend_name() == "sqlite" else {}
    return create_engine(url, connect_args=options)


def exists(db_url: str) -> bool:
    """Whether there is a gradebook to connect to: SQLite would make an empty file."""
    url = make_url(db_url)
    return url.get_backend_name() != "sqlite" or Path(url.database or "").is_file()
