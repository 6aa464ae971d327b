"""Taking back what was just done, and doing it again; each is a new change, nothing is removed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import codes, kinds
from gridkeeper.domain.changes import DELETED
from gridkeeper.domain.edits import gathered, scope, spread
from gridkeeper.domain.fields import Type
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.replicas import Role
from gridkeeper.services.deeds import Deed
from gridkeeper.services.records.settling import reopen
from gridkeeper.services.session import handed_upto
from gridkeeper.services.showing.lists import Named
from gridkeeper.texts import N_, _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableSequence

    from gridkeeper.domain.changes import GroupValue
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.deeds import Edit
    from gridkeeper.services.session import Session, Work
    from gridkeeper.storage.unit import Unit

_NAMES = {
    "record": N_("recording {what}"),
    "visit sheet keyed": N_("recording {what}"),
    "amend": N_("changing {what}"),
    "delete": N_("deleting {what}"),
    "step": N_("“{step}” of {what}"),
    "settle": N_("settling the conflict about {what}"),
    "register": N_("“{step}” of {what}"),
    "verify": N_("verifying {what}"),
    "merge": N_("merging {what}"),
    "tell apart": N_("telling {what} apart from another"),
}


@dataclass(frozen=True, slots=True)
class Done:
    """An action that can be, or just was, undone or done again.

    Attributes:
        sentence: For the menu, or about what happened.
        kind: Of the record that it was about; `record_id` is its id.
        kept: How many values and records stay as they are, since they were changed afterwards.
        handed: Whether it was handed over before: taking it back goes along with the next batch.
        imported: Of an import, its id: that is taken back as a batch is.
    """

    sentence: str
    kind: Kind
    record_id: str
    kept: int = 0
    handed: bool = False
    imported: str = ""


class UndoService:
    """Undoes and redoes the last actions of this session, the newest first."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def last(self) -> Done | None:
        """Return what `undo` would take back; None if there is nothing."""
        done = self._session.deeds.done
        return self._said(done[-1], _("Undo: {deed}")) if done else None

    def next(self) -> Done | None:
        """Return what `redo` would do again; None if there is nothing."""
        undone = self._session.deeds.undone
        return self._said(undone[-1], _("Redo: {deed}")) if undone else None

    def undo(self) -> Done | None:
        """Take the last action back; what was changed since stays. None if there is nothing."""
        deeds = self._session.deeds
        return self._move("undo", deeds.done, deeds.undone, _("Undone: {deed}"))

    def redo(self) -> Done | None:
        """Do again what was undone last; what was changed since stays."""
        deeds = self._session.deeds
        return self._move("redo", deeds.undone, deeds.done, _("Done again: {deed}"))

    def turned(self, import_id: str, *, undone: bool) -> None:
        """Let an import that was taken back, or counts again, be what is turned next."""
        deeds = self._session.deeds
        deeds.forget()
        (deeds.undone if undone else deeds.done).append(Deed("import", import_id, ()))

    def _move(
        self, doing: str, source: MutableSequence[Deed], target: MutableSequence[Deed], text: str
    ) -> Done | None:
        """Take the newest deed of one side over to the other."""
        if not source or not source[-1].edits:
            return None
        deed = source[-1]
        with self._session.writing(doing) as work:
            handed = _is_handed(work.unit, deed)
            taking = _Taking(work, deed)
            taken, kept = taking.back() if doing == "undo" else taking.again()
        source.pop()
        with self._session.store.reading() as unit:
            number = handed_upto(unit)
        if taken:
            target.append(replace(deed, edits=taken, number=number))
        return self._said(deed, text, kept, handed=handed and bool(taken))

    def _said(self, deed: Deed, text: str, kept: int = 0, *, handed: bool = False) -> Done:
        if not deed.edits:
            said = text.format(deed=_("importing a file"))
            return Done(said, kinds.PERSON, "", imported=deed.action)
        first = deed.edits[0]
        with self._session.store.reading() as unit:
            what = first.kind.called(_name(unit, first))
        alike = sum(1 for one in deed.edits if one.created and one.kind is first.kind)
        if alike > 1:  # made at once, such as visits to a whole staircase
            what = first.kind.counted(alike)
        steps = "register_event" if deed.doing == "register" else "case_action"
        step = codes.table(steps).text(deed.action)
        name = _(_NAMES[deed.doing]).format(what=what, step=step)
        if first.settled and len(deed.edits) > 1:
            name = plural("settling {n} conflict", "settling {n} conflicts", len(deed.edits))
            name = name.format(n=f"{len(deed.edits):,}")
        said = text.format(deed=name)
        if kept:
            said += plural(
                "; {count} thing was changed since and stays as it is",
                "; {count} things were changed since and stay as they are",
                kept,
            ).format(count=kept)
        if handed:
            said += (
                _("; it was sent down already: this goes along as a new change next time")
                if self._session.replica.role is Role.OFFICE
                else _("; it was handed in already: this goes along as a new change next time")
            )
        return Done(said, first.kind, first.record_id, kept, handed)


def _is_handed(unit: Unit, deed: Deed) -> bool:
    """Whether somebody was given what was done."""
    found = (unit.listing.get(edit.kind, edit.record_id) for edit in deed.edits)
    grids = {scope(record) for record in found if record is not None}
    return any(
        peer.sent >= deed.number and (not peer.grids or not grids.isdisjoint(peer.grids))
        for peer in unit.peers.all()
    )


def _name(unit: Unit, edit: Edit) -> str:
    record = unit.listing.get(edit.kind, edit.record_id)
    # What a case is called by; nobody knows a household by the number of its file.
    number = getattr(record, "number", None) if edit.kind.case else None
    return number or Named(unit, {edit.kind.name: [edit.record_id]}).name(
        edit.kind.name, edit.record_id
    )


class _Taking:
    """One action while it is taken back or done again."""

    def __init__(self, work: Work, deed: Deed) -> None:
        self._work = work
        self._edits = deed.edits
        self._own = {edit.record_id for edit in deed.edits}

    def back(self) -> tuple[tuple[Edit, ...], int]:
        """Take it back; return what was taken back, and how much was left."""
        created = [edit for edit in self._edits if edit.created]
        # What was made together is one thing: a dispute does not lose its parties alone.
        gone = created if all(self._is_untouched(edit) for edit in created) else []
        for edit in gone:
            record = self._record(edit)
            if record is not None:
                self._work.change(record, deleted=True)
        taken, left = list(gone), len(created) - len(gone)
        for edit in self._edits:
            if not edit.created:
                done, kept = self._write(edit, back=True)
                taken += [done] if done.groups else []
                left += kept
        return self._in_order(taken), left

    def again(self) -> tuple[tuple[Edit, ...], int]:
        """Do it again; return what was done, and how much was left."""
        taken, left = [], 0
        for edit in self._edits:
            if edit.created:
                record = self._record(edit)
                if record is not None and record.deleted:
                    self._work.change(record, deleted=None)
                    taken.append(edit)
                else:
                    left += 1
            else:
                done, kept = self._write(edit, back=False)
                taken += [done] if done.groups else []
                left += kept
        return self._in_order(taken), left

    def _in_order(self, taken: list[Edit]) -> tuple[Edit, ...]:
        places = {edit.record_id: place for place, edit in enumerate(self._edits)}
        return tuple(sorted(taken, key=lambda edit: places[edit.record_id]))

    def _record(self, edit: Edit) -> Record | None:
        return self._work.unit.listing.get(edit.kind, edit.record_id)

    def _resettle(self, edit: Edit, *, back: bool) -> tuple[Edit, int]:
        """Open each conflict again that was settled, or settle it as before."""
        unit, settled = self._work.unit, {}
        for group, change_id in edit.settled.items():
            held = unit.listing.held(edit.kind, edit.record_id)
            if back:
                if reopen(self._work, edit.kind, edit.record_id, change_id):
                    settled[group] = change_id
            elif held and (edit.kind, edit.record_id, group) in unit.listing.contended():
                settled[group] = self._work.settle(held, group, edit.groups[group][1]).id
        groups = {group: edit.groups[group] for group in settled}
        return replace(edit, groups=groups, settled=settled), len(edit.groups) - len(groups)

    def _write(self, edit: Edit, *, back: bool) -> tuple[Edit, int]:
        """Give each group that still has the one value the other one."""
        if edit.settled:
            return self._resettle(edit, back=back)
        record = self._record(edit)
        stored = record.stored() if record else {}
        groups: dict[str, tuple[GroupValue, GroupValue]] = {}
        values: dict[str, Any] = {}
        for group, sides in edit.groups.items():
            old, new = sides if back else sides[::-1]
            fields = edit.kind.groups.get(group, ())
            if record is not None and fields and gathered(fields, stored) == new:
                groups[group] = sides
                for name, value in spread(fields, old).items():
                    values[name] = edit.kind.field(name).restore(value)
        if record is not None and values:
            self._work.change(record, **values)
        return replace(edit, groups=groups), len(edit.groups) - len(groups)

    def _is_untouched(self, edit: Edit) -> bool:
        """Whether a record is as it was made, and nothing was hung on it since."""
        record = self._record(edit)
        if record is None:
            return False
        stored = record.stored()
        for group, fields in edit.kind.groups.items():
            made = edit.groups.get(group, (None, None))[1]
            if group != DELETED and gathered(fields, stored) != made:
                return False
        return not any(found.id not in self._own for found in self._hung_on(edit))

    def _hung_on(self, edit: Edit) -> Iterator[Record]:
        """Yield the records that refer to one, other than those of the same action."""
        for kind, name in references().get(edit.kind.name, ()):
            yield from self._work.unit.listing.where(kind, **{name: edit.record_id})


def references() -> Mapping[str, list[tuple[Kind, str]]]:
    """Return, by kind, the fields of other kinds that refer to it and stand on it."""
    found: dict[str, list[tuple[Kind, str]]] = {kind.name: [] for kind in kinds.CASES}
    for kind in KINDS.values():
        for about in kind.fields:
            # What lies in a grid is by the thousand, and a grid is made by an import.
            if about.type is Type.RECORD and about.refers not in {"", "grid"}:
                found.setdefault(about.refers, []).append((kind, about.name))
    for case in kinds.CASES:
        found[case.name].append((kinds.CASE_STEP, "case_id"))
    for name in KINDS:
        found.setdefault(name, []).append((kinds.ATTACHMENT, "owner_id"))
    return found
