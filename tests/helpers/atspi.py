"""What a screen reader gets to know of a program: AT-SPI over D-Bus, read with jeepney."""

from __future__ import annotations

from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    Properties,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ROOT = "/org/a11y/atspi/accessible/root"
# Bits of the states, in AT-SPI's order.
_FOCUSED, _FOCUSABLE, _SELECTED, _SHOWING = 12, 11, 23, 25
_DEEPEST = 40
_PATIENCE_S = 20
_TEXTS = frozenset({"text", "password text", "paragraph", "entry"})
_TABLES = frozenset({"table", "tree", "tree table"})
_ROWS = frozenset({"list item", "page tab", "table cell", "tree item"})


class Accessible:
    """One thing on the screen; what it says of itself is asked for when somebody wants to know."""

    def __init__(self, bus: DBusConnection, owner: str, path: str, depth: int) -> None:
        self._bus = bus
        self.owner = owner
        self.path = path
        self.depth = depth
        self.is_gone = False
        self._address = DBusAddress(path, owner, _ACCESSIBLE)

    def __str__(self) -> str:
        focus = "* " if self.is_focused else ""
        return f"{'  ' * self.depth}{focus}{self.role}: {self.name} {self.text}"

    @cached_property
    def name(self) -> str:
        """What it is called."""
        return self._learnt("name")

    @cached_property
    def description(self) -> str:
        """What is said about it besides."""
        return self._learnt("description")

    @cached_property
    def role(self) -> str:
        """What it is."""
        return self._learnt("role")

    @cached_property
    def text(self) -> str:
        """What is written in it; "" where nothing can be written."""
        return self._learnt("text") if self.has_text else ""

    @cached_property
    def states(self) -> int:
        """What holds for it, a bit each."""
        return self._learnt("states")

    @cached_property
    def children(self) -> list[Accessible]:
        """What lies in it."""
        return self._learnt("children")

    @property
    def has_text(self) -> bool:
        """Whether something can be written in it."""
        return self.role in _TEXTS

    @property
    def is_focused(self) -> bool:
        """Whether it says that it has the keyboard."""
        return self._has(_FOCUSED)

    @property
    def is_focusable(self) -> bool:
        """Whether it can have the keyboard."""
        return self._has(_FOCUSABLE)

    @property
    def is_selected(self) -> bool:
        """Whether it is the chosen one of several."""
        return self._has(_SELECTED)

    @property
    def is_showing(self) -> bool:
        """Whether it can be seen."""
        return self._has(_SHOWING)

    @property
    def middle(self) -> tuple[int, int]:
        """Where it is on the screen."""
        component = DBusAddress(self.path, self.owner, "org.a11y.atspi.Component")
        left, top, wide, high = asked(
            self._bus, new_method_call(component, "GetExtents", "u", (0,))
        )
        return left + wide // 2, top + high // 2

    def press(self) -> None:
        """Do what is done with it, as a screen reader does it."""
        action = DBusAddress(self.path, self.owner, "org.a11y.atspi.Action")
        asked(self._bus, new_method_call(action, "DoAction", "i", (0,)))

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

    def question(self, what: str) -> Message:
        """Return the message that asks for one of the properties above."""
        if what in {"name", "description"}:
            return Properties(self._address).get(what.title())
        if what == "text":
            read = DBusAddress(self.path, self.owner, "org.a11y.atspi.Text")
            return new_method_call(read, "GetText", "ii", (0, -1))
        method = {"role": "GetRoleName", "states": "GetState", "children": "GetChildren"}[what]
        return new_method_call(self._address, method)

    def understood(self, what: str, answer: Any) -> Any:
        """Return the answer to such a question as the property says it."""
        if what == "states":
            low, high = (*(answer or ()), 0, 0)[:2]
            return low | high << 32
        if what == "children":
            return [Accessible(self._bus, *one, self.depth + 1) for one in answer or ()]
        if what in {"name", "description"}:
            return answer[1] if answer else ""
        return answer or ""

    def _learnt(self, what: str) -> Any:
        return self.understood(what, asked(self._bus, self.question(what)))

    def _has(self, bit: int) -> bool:
        return bool(self.states >> bit & 1)


def learn(bus: DBusConnection, what: str, things: Sequence[Accessible]) -> None:
    """Ask many things for one property; one question after the other would take far longer."""
    answers = asked_all(bus, [one.question(what) for one in things])
    for one, answer in zip(things, answers, strict=True):
        one.__dict__[what] = one.understood(what, answer)
        one.is_gone = answer is None


def asked(bus: DBusConnection, message: Message) -> Any:
    """Return the first value of an answer; None if what was asked is gone."""
    return asked_all(bus, [message])[0]


def asked_all(bus: DBusConnection, messages: Iterable[Message]) -> list[Any]:
    """Return the first value of each answer; None where what was asked is gone."""
    asking = {next(bus.outgoing_serial): message for message in messages}
    bus.sock.sendall(b"".join(message.serialise(serial) for serial, message in asking.items()))
    answers: dict[int, Any] = dict.fromkeys(asking)
    left = set(answers)
    while left:
        answer = bus.receive(timeout=_PATIENCE_S)
        serial = answer.header.fields.get(HeaderFields.reply_serial, -1)
        if serial in left:
            left.remove(serial)
            if answer.header.message_type is not MessageType.error and answer.body:
                answers[serial] = answer.body[0]
    return list(answers.values())


class Tree:
    """Everything that one program shows."""

    def __init__(self, bus: DBusConnection, owner: str) -> None:
        self._bus = bus
        self._owner = owner
        self._last: list[Accessible] = []

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

    def walk(self) -> list[Accessible]:
        """Return everything that is shown, from the window down; cells of tables are left out."""
        root = Accessible(self._bus, self._owner, _ROOT, 0)
        shown: dict[Accessible, list[Accessible]] = {}
        level = [root]
        while level:
            level = self._below(level, shown)
        found: list[Accessible] = []
        left = [root]
        while left:
            found.append(one := left.pop())
            left += reversed(shown.get(one, []))
        self._last = found
        return found

    def named(self, things: list[Accessible]) -> list[Accessible]:
        """Return those things that are still there, with their names; that is quick for many."""
        learn(self._bus, "name", things)
        return [one for one in things if not one.is_gone]

    def find(self, name: str, role: str = "") -> Accessible | None:
        """Return the first thing shown with this in its name, text or description."""
        shown = self.named([one for one in self.walk() if role in ("", one.role)])
        learn(self._bus, "text", [one for one in shown if one.has_text])
        learn(self._bus, "description", [one for one in shown if name not in one.name])
        fits = (name in one.name or name in one.text or name in one.description for one in shown)
        return next(compress(shown, fits), None)

    def focused(self, name: str = "", role: str = "") -> Accessible | None:
        """Return what has the keyboard, if this is in its name."""
        found = _with_keyboard(self.walk())
        if found is None or name not in found.name or role not in ("", found.role):
            return None
        return found

    def focused_of_the_last(self) -> Accessible | None:
        """Return which of the things that were shown at the last walk has the keyboard now."""
        learn(self._bus, "states", self._last)
        found = _with_keyboard(self._last)
        if found is not None:
            for what in ("name", "description", "text"):
                found.__dict__.pop(what, None)
        return found

    def _below(
        self, level: list[Accessible], shown: dict[Accessible, list[Accessible]]
    ) -> list[Accessible]:
        """Look into everything of one depth at a time; return what is shown there."""
        learn(self._bus, "role", level)
        opened = [one for one in level if one.depth < _DEEPEST and one.role not in _TABLES]
        learn(self._bus, "children", opened)
        learn(self._bus, "states", [child for one in opened for child in one.children])
        for one in opened:
            shown[one] = [child for child in one.children if child.depth == 1 or child.is_showing]
        return [child for one in opened for child in shown[one]]

    @staticmethod
    def _process(bus: DBusConnection, owner: str) -> int:
        daemon = DBusAddress(
            "/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus"
        )
        question = new_method_call(daemon, "GetConnectionUnixProcessID", "s", (owner,))
        return asked(bus, question) or 0


def _with_keyboard(shown: Iterable[Accessible]) -> Accessible | None:
    """Return which of the things shown has the keyboard."""
    found = None
    above: list[Accessible] = []
    for one in shown:
        above = [*above[: one.depth], one]
        if not one.is_focused or (one.role == "filler" and not one.name):
            continue  # fillers say it, too, if they hand the keyboard on
        # The current row of a list says that it has it even while the list has it not.
        lying = one.role in _ROWS and not any(other.is_focused for other in above[:-1])
        if not lying:
            found = one
    return found
