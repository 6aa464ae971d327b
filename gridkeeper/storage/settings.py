"""Small facts that a store keeps about itself, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from gridkeeper.storage import tables

if TYPE_CHECKING:
    from collections.abc import Mapping


class Settings:
    """Reads and writes settings inside the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str, otherwise: str = "") -> str:
        """Return a setting."""
        table = tables.setting
        query = select(table.c.value).where(table.c.name == name)
        found = self._connection.execute(query).scalar()
        return otherwise if found is None else str(found)

    def number(self, name: str) -> int:
        """Return a setting that is a number; 0 if it was never set."""
        return int(self.get(name, "0"))

    def bytes(self, name: str, otherwise: bytes) -> bytes:
        """Return a setting that is bytes, kept in hexadecimal."""
        found = self.get(name)
        return bytes.fromhex(found) if found else otherwise

    def set(self, name: str, value: str) -> None:
        """Keep a setting."""
        statement = insert(tables.setting).values(name=name, value=value)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["name"], set_={"value": value})
        )

    def all(self) -> Mapping[str, str]:
        """Return every setting."""
        rows = self._connection.execute(select(tables.setting.c.name, tables.setting.c.value))
        return {row.name: row.value for row in rows}
