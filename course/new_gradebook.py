"""Makes a new gradebook, whole and quickly.

nbgrader makes one too, but starts the program alembic to learn the schema's version, which
takes seconds, and leaves a gradebook without a version behind when it is interrupted.
"""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from nbgrader.api import Base
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import create_engine, text

_SQLITE = "sqlite:///"


def ensure(db_url: str) -> bool:
    """Make the gradebook's file unless it is there.

    Parameters
    ----------
    db_url : str
        Where the gradebook is. Another database than a SQLite file is left to nbgrader.

    Returns
    -------
    bool
        Whether it was made now.
    """
    if not db_url.startswith(_SQLITE):
        return False
    path = Path(db_url.removeprefix(_SQLITE).partition("?")[0])
    if path.exists():
        return False
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    engine = create_engine(f"{_SQLITE}{fresh}")
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": _head()})
    engine.dispose()
    fresh.replace(path)
    return True


def _head() -> str:
    config = Config()
    config.set_main_option("script_location", ALEMBIC_DIR)
    head = ScriptDirectory.from_config(config).get_current_head()
    if head is None:
        raise RuntimeError("nbgrader's gradebook schema has no current version")
    return head
