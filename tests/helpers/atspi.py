"""What a screen reader gets to know of a program: AT-SPI over D-Bus, read with jeepney."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ROOT = "/org/a11y/atspi/accessible/root"
# Bits of the states, in AT-SPI's order.
_FOCUSED, _FOCUSABLE, _SHOWING, _SENSITIVE = 12, 11, 25, 24
_DEEPEST = 40
_ROWS = frozenset({"list item", "page tab", "table cell", "tree item"})


@dataclass(frozen=True)
class Accessible:
    """One thing on the screen."""

    name: str
    role: str
    description: str
    states: int
    depth: int
    path: str = ""
    text: str = ""

    def _has(self, bit: int) -> bool:
        return bool(self.states >> bit & 1)

    @property
    def is_focused(self) -> bool:
        return self._has(_FOCUSED)

    @property
    def is_focusable(self) -> bool:
        return self._has(_FOCUSABLE)

    @property
    def is_showing(self) -> bool:
        return self._has(_SHOWING)


class Tree:
    """Everything that one program shows."""

    def __init__(self, connection: DBusConnection, owner: str) -> None:
        self._connection = connection
        self._owner = owner

    @classmethod
    def of(cls, session_bus: str, process: int) -> Tree | None:
        """Return the tree of a process; None as long as it does not speak to screen readers."""
        with open_dbus_connection(session_bus) as session:
            asked = new_method_call(
                DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress"
            )
            answer = session.send_and_get_reply(asked, timeout=20)
        if answer.header.message_type is MessageType.error:
            return None
        connection = open_dbus_connection(answer.body[0])
        registry = cls(connection, "org.a11y.atspi.Registry")
        for owner, path in registry._children("org.a11y.atspi.Registry", _ROOT):
            if path == _ROOT and cls._process(connection, owner) == process:
                return cls(connection, owner)
        connection.close()
        return None

    def close(self) -> None:
        """Let go of the bus."""
        self._connection.close()

    def walk(self) -> Iterator[Accessible]:
        """Yield everything that is shown, from the window down; cells of tables are left out."""
        yield from self._walk(self._owner, _ROOT, 0)

    def find(self, name: str, role: str = "") -> Accessible | None:
        """Return the first thing shown with this in its name, text or description."""
        for one in self.walk():
            said = (one.name, one.text, one.description)
            if role in ("", one.role) and any(name in text for text in said):
                return one
        return None

    def focused(self, name: str = "") -> Accessible | None:
        """Return what has the keyboard, if this is in its name."""
        found = None
        above: list[Accessible] = []
        for one in self.walk():
            above = [*above[: one.depth], one]
            # The current row of a list says that it has it even while the list has it not.
            lying = one.role in _ROWS and not any(other.is_focused for other in above[:-1])
            if one.is_focused and not lying:
                # What only hands it on to something inside says that it has it, too.
                found = one
        return found if found is not None and name in found.name else None

    def _walk(self, owner: str, path: str, depth: int) -> Iterator[Accessible]:
        seen = self._read(owner, path, depth)
        if seen is None or (depth > 1 and not seen.is_showing):
            return
        yield seen
        if depth < _DEEPEST and seen.role not in {"table", "tree", "tree table"}:
            for child_owner, child in self._children(owner, path):
                yield from self._walk(child_owner, child, depth + 1)

    def _read(self, owner: str, path: str, depth: int) -> Accessible | None:
        address = DBusAddress(path, owner, _ACCESSIBLE)
        name = self._ask(Properties(address).get("Name"))
        described = self._ask(Properties(address).get("Description"))
        role = self._ask(new_method_call(address, "GetRoleName"))
        states = self._ask(new_method_call(address, "GetState"))
        if name is None or described is None or role is None or states is None:
            return None
        low, high = (*states, 0, 0)[:2]
        text = ""
        if role in {"text", "password text", "paragraph", "entry"}:
            read = DBusAddress(path, owner, "org.a11y.atspi.Text")
            text = self._ask(new_method_call(read, "GetText", "ii", (0, -1))) or ""
        return Accessible(
            name=name[1],
            role=role,
            description=described[1],
            states=low | high << 32,
            depth=depth,
            path=path,
            text=text,
        )

    def _children(self, owner: str, path: str) -> list[tuple[str, str]]:
        address = DBusAddress(path, owner, _ACCESSIBLE)
        return self._ask(new_method_call(address, "GetChildren")) or []

    def _ask(self, message: Any) -> Any:
        """Return the first value of an answer; None if what was asked is gone."""
        answer = self._connection.send_and_get_reply(message, timeout=20)
        if answer.header.message_type is MessageType.error:
            return None
        return answer.body[0] if answer.body else None

    @staticmethod
    def _process(connection: DBusConnection, owner: str) -> int:
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        asked = new_method_call(bus, "GetConnectionUnixProcessID", "s", (owner,))
        answer = connection.send_and_get_reply(asked, timeout=20)
        return answer.body[0] if answer.header.message_type is not MessageType.error else 0
