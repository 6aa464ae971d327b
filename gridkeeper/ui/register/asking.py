"""What each event of the register asks, and how it is written down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from gridkeeper.domain import kinds, register_events
from gridkeeper.domain.fields import Field, Type
from gridkeeper.domain.labels import Label
from gridkeeper.texts import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

_OF_EVENT = kinds.REGISTER_EVENT.field

DAY = "happened_on"
_DAY, _REASON, _PLACE = _OF_EVENT(DAY), _OF_EVENT("reason"), _OF_EVENT("place")
_FROM = replace(_PLACE, label=Label("从哪里来", "From where"))
_TO = replace(_PLACE, label=Label("迁往何处", "Where to"))
KNOWN = Field("known", Label("已登记的人", "Registered already"), Type.RECORD, refers="person")
HOME = Field("home", Label("迁入哪一户", "Into"), Type.RECORD, refers="household", required=True)
_INTO = replace(HOME, name="into", label=Label("并入哪一户", "Into"))
_DOOR = Field("door", Label("新住址", "New address"), Type.RECORD, refers="dwelling")

NEWCOMER = ("name", "id_number", "sex", "birth", "phone", "relation", "resident_class")
CHILD = ("name", "sex", "id_number", "guardian_id")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an event asks.

    Attributes:
        advice: English source text of what it means; "" for nothing.
        several: Whether some of a household are chosen; None if nobody is.
        somebody: Fields of a person who is new in the register.
        fields: The rest, in order.
        whole: Whether those who are chosen may be all of them.
    """

    advice: str = ""
    several: bool | None = None
    somebody: tuple[str, ...] = ()
    fields: tuple[Field, ...] = (_DAY, _REASON)
    whole: bool = False


ASKED: Mapping[str, Asked] = MappingProxyType(
    {
        register_events.MOVED_IN: Asked("", None, NEWCOMER, (_DAY, _FROM, _REASON)),
        register_events.MOVED_OUT: Asked(
            N_("If all of them leave, the household is closed. Its file is kept."),
            several=True,
            whole=True,
            fields=(_DAY, _TO, _REASON),
        ),
        register_events.MOVED: Asked(
            N_("To another door here. If all of them go, the whole household moves with its file."),
            several=True,
            whole=True,
            fields=(replace(_DOOR, required=True), _DAY, _REASON),
        ),
        register_events.BORN: Asked(
            "", None, CHILD, (replace(_DAY, label=Label("出生日期", "Born on")),)
        ),
        register_events.DIED: Asked("", several=False),
        register_events.SPLIT: Asked(
            N_("Choose who becomes a household of their own; the first of them is its head."),
            several=True,
            fields=(_DOOR, _DAY, _REASON),
        ),
        register_events.JOINED: Asked(
            N_("All who live here become part of the other household; this one is closed."),
            fields=(_INTO, _DAY, _REASON),
        ),
        register_events.NEW_HEAD: Asked("", several=False),
    }
)
"""By the code of the event."""

BACK = Asked(
    N_("The household comes back, with everybody who moved out together with it."),
    fields=(_DAY, _FROM, _REASON),
)
"""Of a household that has moved out."""

RETURNED = Asked("", fields=(HOME, _DAY, _FROM, _REASON))
"""Of somebody whom the register knows, and who lives nowhere here."""
