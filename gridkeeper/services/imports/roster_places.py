"""The places of a roster: grids, buildings, doors, homes and units, known again or made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from gridkeeper.services.imports import roster_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.domain.premises import Premises
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.imports.register_import import RosterImported
    from gridkeeper.services.imports.roster_known import Difference, Known
    from gridkeeper.services.records.drafts import Draft
    from gridkeeper.services.session import Work


class Places:
    """Makes what is new, fills in what is missing, and leaves what differs.

    Attributes:
        differences: Where the row at hand says something else than the register.
        is_rest: Whether neither the row at hand nor the register says to which grid it belongs.
    """

    def __init__(self, work: Work, known: Known, done: RosterImported, grid: str) -> None:
        """Begin.

        Args:
            work: The transaction.
            known: The register.
            done: Is told what is made and filled in.
            grid: The id of the grid of rows that name none; "" for none.
        """
        self._work = work
        self._known = known
        self._done = done
        self._grid_of_rest = grid
        grids = known.grids()
        self._only = grids[0].id if len(grids) == 1 else ""
        self._by_only = 0  # rows that went to the only grid, as long as it was the only one
        self._of_rest: set[str] = set()
        self.differences: list[Difference] = []
        self.is_rest = self._is_by_only = False

    def begin(self) -> None:
        """Begin a row."""
        self.differences.clear()
        self.is_rest = self._is_by_only = False

    def grid(self, draft: Draft) -> str | None:
        """Return the grid that a row names, made where it is new; None if it names none."""
        name = draft.values.get("name")
        if not name:
            return None
        known = self._known.get(("grid", name))
        if known is None:
            self._done.new_grids.append(str(name))
            known = self._new(draft)
            # There is more than one now: whoever named none may have meant either, above as below.
            self._done.without_grid += self._by_only
            self._only, self._by_only = "", 0
        return known.id

    @property
    def usual(self) -> str | None:
        """The grid of what nobody says it of: the one that was named, or the only one there is."""
        return self._grid_of_rest or self._only or None

    def rest(self, known: Record | None) -> str | None:
        """Return the grid of what no row places; it stays where the register has it."""
        if known is not None and known.grid_id and known.id not in self._of_rest:
            return known.grid_id
        if not self._only:
            self.is_rest = True
        elif not self._is_by_only:
            self._is_by_only = True
            self._by_only += 1
        return self.usual

    def home(
        self, drafts: Mapping[str, Draft], grid: str | None, meant: Record | None, head: str | None
    ) -> Record | None:
        """Return the household behind the door of a row, made where it is new.

        Args:
            drafts: What the row says.
            grid: Of the row.
            meant: The household that the person or its number says; there may be several at a door.
            head: The id of the new person whom the row calls the head.
        """
        building, dwelling, household = (
            drafts[name].values for name in ("building", "dwelling", "household")
        )
        if building.get("name"):
            house = self._house(drafts["building"], grid)
            dwelling["building_id"] = house.id
            grid = grid or house.grid_id
        if not dwelling.get("room"):
            if not household.get("number"):
                return None
            numbered = ("household", household["number"])
            return self._known_or_new(drafts["household"], numbered, grid, head_id=head)
        key = roster_rows.dwelling_key(
            dwelling.get("building_id"), dwelling.get("unit"), dwelling["room"]
        )
        door = self._known_or_new(drafts["dwelling"], key, grid)
        household["dwelling_id"] = door.id
        behind: tuple[object, ...] = ("behind", door.id)
        if meant is not None:
            behind = ("id", meant.id)
        elif household.get("number"):
            behind = ("household", household["number"])
        return self._known_or_new(drafts["household"], behind, grid or door.grid_id, head_id=head)

    def _house(self, draft: Draft, grid: str | None) -> Record:
        """Return the building of a row: of its compound, or the only one of its name."""
        compound, name = draft.values.get("compound"), str(draft.values["name"])
        known = self._known.house(compound, name)
        if known is not None:
            return self._place(known, draft, grid or self.rest(known))
        return self._known_or_new(draft, roster_rows.building_key(compound, name), grid)

    def unit(self, draft: Draft, grid: str | None) -> None:
        """Take in a shop or another unit: known by its credit code, or by its name and address."""
        unit = cast("Premises", draft.record(self._work.pen.new_id(), self._work.today))
        for key in roster_rows.premises_keys(unit):
            known = cast("Premises | None", self._known.get(key))
            if known is not None and not roster_rows.differ(known.credit_code, unit.credit_code):
                self._place(known, draft, grid or self.rest(known))
                return
        self._new(draft, grid_id=grid or self.rest(None))

    def _known_or_new(
        self, draft: Draft, key: tuple[object, ...], grid: str | None, **made: object
    ) -> Record:
        """Return the record of a key; one that is new gets what is `made` with it."""
        known = self._known.get(key)
        if known is not None:
            return self._place(known, draft, grid or self.rest(known))
        return self._new(draft, grid_id=grid or self.rest(None), **made)

    def _new(self, draft: Draft, **values: object) -> Record:
        filled = {**draft.values, **values}
        made = cast("type[Any]", draft.kind.record)(id=self._work.pen.new_id(), **filled)
        if self.is_rest:
            self._of_rest.add(made.id)
        return self.create(draft.kind, made)

    def _place(self, known: Record, draft: Draft, grid: str | None) -> Record:
        """Fill in what nobody has said of a known home, building or unit; leave what differs."""
        missing, differing = self._known.compared(known, {**draft.values, "grid_id": grid})
        self.differences += differing
        if not missing:
            return known
        self._work.save()
        placed = self._work.change(known, **missing)
        self._done.placed += 1
        if self.is_rest:
            self._of_rest.add(known.id)
        self._known.remember(placed)
        return placed

    def create(self, kind: Kind, record: Record) -> Record:
        """Make a record and know it from now on."""
        self._work.create(record)
        self._done.created[kind.name] += 1
        self._known.remember(record)
        return record
