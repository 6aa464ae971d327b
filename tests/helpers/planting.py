"""Records in which a number of somebody stands wherever one can be written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import kinds
from gridkeeper.domain.fields import Check, Mask, Type
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.exchange.batch_export import BatchExportService
from tests.helpers.attachments import a_document, attach
from tests.helpers.numbers import Numbers
from tests.helpers.towns import QUIET, a_town, rename, take, where

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from gridkeeper.domain.fields import Field
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.session import Session

DAY, MOMENT = date(2026, 10, 7), datetime(2026, 10, 7, 1, 0, tzinfo=UTC)

NOBODYS = {
    "grid": "hangs on the notice board, the telephones of its worker and her office with it",
    "cycle": "a rule of the office, about nobody",
    "checklist": "a rule of the office, about nobody",
    "legal_basis": "a rule of the office, about nobody",
    "attachment": "is attached as a file",
    "case_step.case_kind": "a code",
    "case_step.from_state": "a code",
    "case_step.to_state": "a code",
    "consent.wording": "which version of a printed form was signed",
    "premises.credit_code": "public: it hangs in the shop",
    "building.compound": "what a place is called",
    "building.name": "what a place is called",
    "dwelling.unit": "a part of a door",
    "dwelling.floor": "a part of a door",
    "dwelling.room": "a part of a door",
}
"""Texts in which no number of somebody stands, by kind or field, and why."""

_GIVEN = frozenset(("number", "original_number", "agreement_number", "notice_number"))
_WHERE = frozenset(("street", "community"))
_SAID: Mapping[str, Mapping[str, object]] = {
    "household": {"colour": "2"},
    "person": {"relation": "02", "guardian_id": None, "sex": "2"},
    "person_tag": {"tag": "A01"},
    "visit": {"outcome": "01", "kind": "01", "state": "30"},
    "dispute": {"type": "0201", "state": "30"},
    "dispute_party": {"side": "1"},
    "hazard": {"category": "02", "level": "2", "state": "40"},
    "recheck": {"passed": False},
    "request": {"state": "30"},
    "case_step": {"case_kind": "request", "action": "accept", "from_state": "20", "to_state": "30"},
    "register_event": {"event": "01"},
    "consent": {"matter": "01"},
}
_DAYS = ("visited_on", "found_on", "received_on", "checked_on", "happened_on", "given_on", "since")


def plant(session: Session, numbers: Numbers, grid: str) -> dict[str, Record]:
    """Write a record of each kind, full of numbers; return the first one of each."""
    ids = {f"{kind.name}_id": new_id() for kind in _in_order()} | {"grid_id": grid}
    ids |= {"case_id": ids["request_id"], "head_id": ids["person_id"]}
    made: dict[str, Record] = {}
    with session.writing("register") as work:
        for kind in _in_order():
            record_id = new_id() if kind.name in made else ids[f"{kind.name}_id"]
            made.setdefault(kind.name, record := _full(kind, record_id, numbers, ids))
            work.create(record)
    return made


def _in_order() -> Iterator[Kind]:
    """Yield the kinds; of people, and of the parties of a dispute, there are two."""
    yield from (kind for name, kind in KINDS.items() if name not in NOBODYS)
    yield from (kinds.PERSON, kinds.DISPUTE_PARTY)


def _full(kind: Kind, record_id: str, numbers: Numbers, ids: Mapping[str, str]) -> Record:
    values: dict[str, Any] = dict(_SAID.get(kind.name, {}))
    for about in kind.fields:
        place = f"{kind.name}.{about.name}"
        if about.name in values:
            continue
        if about.type in {Type.TEXT, Type.PROSE}:
            values[about.name] = _text(about, place, numbers)
        elif about.type is Type.RECORD:
            values[about.name] = ids.get(about.name)
        elif about.name in _DAYS:
            values[about.name] = DAY
        elif about.type is Type.MOMENT:
            values[about.name] = MOMENT
    return kind.record(id=record_id, **values)


def _text(about: Field, place: str, numbers: Numbers) -> str | None:
    """Return what stands in a text: its own number, or words among which one is."""
    if place in NOBODYS or about.name in _GIVEN | _WHERE:
        return {"compound": "晨光花园", "name": "5幢", "unit": "1", "room": "302"}.get(about.name)
    if Check.PERSON_NAME in about.checks:
        return "周明远"
    written = _WRITTEN.get(about.mask, "孙丽{phone}")
    card = numbers.card(place) if "{card}" in written else ""
    return written.format(phone=numbers.phone(place) if "{phone}" in written else "", card=card)


_WRITTEN: Mapping[Mask, str] = {
    Mask.ID_NUMBER: "{card}",
    Mask.PHONE: "{phone}",
    Mask.FIRM_PHONE: "{phone}",
    Mask.PROSE: "请打{phone}，身份证{card}。",
    Mask.ADDRESS: "晨光花园5幢1单元302室（{phone}）",
}


@dataclass(frozen=True)
class Planted:
    """A town that is full of numbers, in a folder that is to be copied."""

    folder: Path
    numbers: Numbers
    records: Mapping[str, Record]


def a_planted_town(made_town: Path, folder: Path) -> Planted:
    """Fill a town: 李梅 wrote everything, the office said otherwise of some, and she took that."""
    numbers = Numbers()
    with a_town(made_town, folder) as town:
        mei, office = town.mei, town.office
        grid = str(town.only(kinds.GRID, mei, name="第一网格").id)
        made = plant(mei, numbers, grid)
        file = folder / f"凭条{numbers.phone('attachment.file_name')}.txt"
        attach(
            mei, made["request"], a_document(file), note=_text(_NOTE, "attachment.note", numbers)
        )
        take(office, town.hand_in(mei, "all.gkb"))
        for session, who in ((mei, "worker"), (office, "office")):
            for kind, name in _SAID_OTHERWISE:
                place = f"{kind.name}.{name}, as the {who} says"
                (one,) = where(session, kind, id=made[kind.name].id)
                rename(session, kind, one, **{name: _text(kind.field(name), place, numbers)})
        take(office, town.hand_in(mei, "again.gkb"))
        answer = folder / "answer.gkb"
        BatchExportService(office).export(answer, QUIET, "李梅")
        take(mei, answer)
    return Planted(folder, numbers, made)


_NOTE = kinds.ATTACHMENT.field("note")
_SAID_OTHERWISE = (
    (kinds.PERSON, "phone"),
    (kinds.PERSON, "id_number"),
    (kinds.REQUEST, "content"),
    (kinds.DISPUTE, "title"),
    (kinds.HAZARD, "place"),
    (kinds.VISIT, "visitor"),
)
