"""What a screen reader gets to know of a program: AT-SPI over D-Bus, read with jeepney."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ROOT = "/org/a11y/atspi/accessible/root"
# Bits of the states, in AT-SPI's order.
_FOCUSED, _FOCUSABLE, _SHOWING = 12, 11, 25
_DEEPEST = 40
_TABLES = frozenset({"table", "tree", "tree table"})
_ROWS = frozenset({"list item", "page tab", "table cell", "tree item"})


class Accessible:
    """One thing on the screen; what it says of itself is asked for when somebody wants to know."""

    def __init__(self, bus: DBusConnection, owner: str, path: str, depth: int) -> None:
        self._bus = bus
        self.owner = owner
        self.path = path
        self.depth = depth
        self._address = DBusAddress(path, owner, _ACCESSIBLE)

    def __str__(self) -> str:
        focus = "* " if self.is_focused else ""
        return f"{'  ' * self.depth}{focus}{self.role}: {self.name} {self.text}"

    @cached_property
    def name(self) -> str:
        """What it is called."""
        return self._property("Name")

    @cached_property
    def description(self) -> str:
        """What is said about it besides."""
        return self._property("Description")

    @cached_property
    def role(self) -> str:
        """What it is."""
        return asked(self._bus, new_method_call(self._address, "GetRoleName")) or ""

    @cached_property
    def text(self) -> str:
        """What is written in it; "" where nothing can be written."""
        if self.role not in {"text", "password text", "paragraph", "entry"}:
            return ""
        read = DBusAddress(self.path, self.owner, "org.a11y.atspi.Text")
        return asked(self._bus, new_method_call(read, "GetText", "ii", (0, -1))) or ""

    @property
    def is_focused(self) -> bool:
        """Whether it says that it has the keyboard."""
        return self._has(_FOCUSED)

    @property
    def is_focusable(self) -> bool:
        """Whether it can have the keyboard."""
        return self._has(_FOCUSABLE)

    @property
    def is_showing(self) -> bool:
        """Whether it can be seen."""
        return self._has(_SHOWING)

    @property
    def children(self) -> list[Accessible]:
        """What lies in it."""
        found = asked(self._bus, new_method_call(self._address, "GetChildren")) or []
        return [Accessible(self._bus, *one, self.depth + 1) for one in found]

    @property
    def middle(self) -> tuple[int, int]:
        """Where it is on the screen."""
        component = DBusAddress(self.path, self.owner, "org.a11y.atspi.Component")
        left, top, wide, high = asked(
            self._bus, new_method_call(component, "GetExtents", "u", (0,))
        )
        return left + wide // 2, top + high // 2

    @property
    def headings(self) -> list[str]:
        """What the columns of a table are called."""
        return [self._at("GetColumnHeader", "i", place) for place in range(self._columns)]

    @property
    def chosen_cells(self) -> list[str]:
        """What is read of the chosen row of a table, cell by cell."""
        rows = asked(self._bus, new_method_call(self._table, "GetSelectedRows")) or []
        return [
            self._at("GetAccessibleAt", "ii", row, place)
            for row in rows[:1]
            for place in range(self._columns)
        ]

    @property
    def _table(self) -> DBusAddress:
        return DBusAddress(self.path, self.owner, "org.a11y.atspi.Table")

    @property
    def _columns(self) -> int:
        found = asked(self._bus, Properties(self._table).get("NColumns"))
        return found[1] if found else 0

    def _at(self, method: str, signature: str, *places: int) -> str:
        found = asked(self._bus, new_method_call(self._table, method, signature, places))
        return Accessible(self._bus, *found, self.depth).name if found else ""

    @cached_property
    def _states(self) -> int:
        low, high = (*(asked(self._bus, new_method_call(self._address, "GetState")) or ()), 0, 0)[
            :2
        ]
        return low | high << 32

    def _has(self, bit: int) -> bool:
        return bool(self._states >> bit & 1)

    def _property(self, name: str) -> str:
        found = asked(self._bus, Properties(self._address).get(name))
        return found[1] if found else ""


def asked(bus: DBusConnection, message: Any) -> Any:
    """Return the first value of an answer; None if what was asked is gone."""
    answer = bus.send_and_get_reply(message, timeout=20)
    if answer.header.message_type is MessageType.error:
        return None
    return answer.body[0] if answer.body else None


class Tree:
    """Everything that one program shows."""

    def __init__(self, bus: DBusConnection, owner: str) -> None:
        self._bus = bus
        self._owner = owner

    @classmethod
    def of(cls, session_bus: str, process: int) -> Tree | None:
        """Return the tree of a process; None as long as it does not speak to screen readers."""
        with open_dbus_connection(session_bus) as session:
            launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            address = asked(session, new_method_call(launcher, "GetAddress"))
        if address is None:
            return None
        bus = open_dbus_connection(address)
        for one in Accessible(bus, "org.a11y.atspi.Registry", _ROOT, -1).children:
            if one.path == _ROOT and cls._process(bus, one.owner) == process:
                return cls(bus, one.owner)
        bus.close()
        return None

    def close(self) -> None:
        """Let go of the bus."""
        self._bus.close()

    def walk(self) -> Iterator[Accessible]:
        """Yield everything that is shown, from the window down; cells of tables are left out."""
        yield from self._walk(Accessible(self._bus, self._owner, _ROOT, 0))

    def find(self, name: str, role: str = "") -> Accessible | None:
        """Return the first thing shown with this in its name, text or description."""
        for one in self.walk():
            if role in ("", one.role) and (
                name in one.name or name in one.text or name in one.description
            ):
                return one
        return None

    def focused(self, name: str = "", role: str = "") -> Accessible | None:
        """Return what has the keyboard, if this is in its name."""
        found = None
        above: list[Accessible] = []
        for one in self.walk():
            above = [*above[: one.depth], one]
            if not one.is_focused or (one.role == "filler" and not one.name):
                continue  # fillers say it, too, if they hand the keyboard on
            # The current row of a list says that it has it even while the list has it not.
            lying = one.role in _ROWS and not any(other.is_focused for other in above[:-1])
            if not lying:
                found = one
        if found is None or name not in found.name or role not in ("", found.role):
            return None
        return found

    def _walk(self, one: Accessible) -> Iterator[Accessible]:
        if one.depth > 1 and not one.is_showing:
            return
        yield one
        if one.depth < _DEEPEST and one.role not in _TABLES:
            for child in one.children:
                yield from self._walk(child)

    @staticmethod
    def _process(bus: DBusConnection, owner: str) -> int:
        daemon = DBusAddress(
            "/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus"
        )
        question = new_method_call(daemon, "GetConnectionUnixProcessID", "s", (owner,))
        return asked(bus, question) or 0
