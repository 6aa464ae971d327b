"""Which schema a store file has, and how it is brought up to today's."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from gridkeeper.errors import StoreTooNewError

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOLDER = Path(__file__).parent / "migrations"


@cache
def revisions() -> Sequence[str]:
    """Return all revisions that this program knows, the oldest first."""
    return sorted(file.name[:4] for file in (_FOLDER / "versions").glob("[0-9]*.py"))


def revision(connection: Connection) -> str:
    """Return the revision of a store; "" if it has no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def known(connection: Connection, store: Path) -> str:
    """Return the revision of a store.

    Raises:
        StoreTooNewError: It is not known here.
    """
    found = revision(connection)
    if found and found not in revisions():
        raise StoreTooNewError(store=store, schema=found)
    return found


def columns(connection: Connection) -> dict[str, set[str]]:
    """Return the names of the columns of each table that a store has now."""
    looking = inspect(connection)
    names = looking.get_table_names()
    return {name: {str(one["name"]) for one in looking.get_columns(name)} for name in names}


def bring_up(connection: Connection, store: Path) -> None:
    """Run the steps that are missing, in the caller's transaction.

    Raises:
        StoreTooNewError: The store's revision is not known here; nothing was touched.
    """
    if known(connection, store) == revisions()[-1]:
        return
    # Alembic takes a tenth of a second to import: only stores that need it pay for it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
