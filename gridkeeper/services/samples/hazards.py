"""A month's hazards, and whether they are put right."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gridkeeper.domain.hazards import Hazard, Recheck
from gridkeeper.services.samples.values import CasePlan, Goal, PlannedStep
from gridkeeper.services.samples.words import Deck, Phrases, numeral, weighted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from gridkeeper.domain.places import Building
    from gridkeeper.services.samples.scenes import Scene
    from gridkeeper.services.samples.visits import Tour

_HAZARDS = 12
_TERMS = {"1": 0, "2": 7, "3": 15, "4": 30}
_SLIGHT, _GRAVE = "1", "4"
_ON_VISIT, _BY_CHECK = "6", "1"
_GOALS = (
    Goal.SETTLED,
    Goal.ARCHIVED,
    Goal.SETTLED,
    Goal.OPEN,
    Goal.SETTLED,
    Goal.RECHECK_FAILED,
    Goal.ARCHIVED,
    Goal.REPORTED,
)


class Hazards:
    """A month's hazards while they are being made; one of them is overdue at the end."""

    def __init__(self, scene: Scene, tour: Tour) -> None:
        self._scene, self._tour, self._rng = scene, tour, scene.rng
        self._phrases = Phrases(scene.rng, "hazards")
        self._goals = Deck(scene.rng, _GOALS)
        self._notices = 0
        self._overdue = False
        self.hazards: list[Hazard] = []
        self.rechecks: list[Recheck] = []
        self.plans: list[CasePlan] = []

    def fill(self) -> None:
        """Add the hazards of a month."""
        wanted = self._scene.number(_HAZARDS)
        for _try in range(wanted * 6):
            if len(self.hazards) == wanted:
                return
            finding = self._phrases.draw("findings")
            where = self._where(finding)
            if where is not None:
                self._add(finding, where)

    def _where(self, finding: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return where a finding can be and who is responsible; None if nowhere in this grid."""
        match finding["at"]:
            case "household" | "tenant":
                return self._at_home(tenant=finding["at"] == "tenant")
            case "premises":
                return self._at_premises(finding.get("kinds"))
            case "street":
                return self._in_street()
            case _:
                return self._in_building(lift="needs_lift" in finding)

    def _at_home(self, *, tenant: bool) -> dict[str, Any] | None:
        homes = [home for home in self._scene.homes if home.tenant or not tenant]
        if not homes:
            return None
        home = self._rng.choice(homes)
        person = home.adults(self._scene.first)[0]
        return {
            "home": home,
            "place": home.address,
            "household_id": home.household.id,
            "responsible": home.dwelling.owner if tenant else person.name,
            "responsible_phone": home.dwelling.owner_phone if tenant else person.phone,
            "words": _words(home.building, self._rng.randint(1, 3)),
        }

    def _at_premises(self, kinds: list[str] | None) -> dict[str, Any] | None:
        found = [one for one in self._scene.premises if not kinds or one.kind in kinds]
        if not found:
            return None
        shop = self._rng.choice(found)
        return {
            "place": f"{shop.address}{shop.name}",
            "premises_id": shop.id,
            "responsible": shop.responsible,
            "responsible_phone": shop.phone,
            "words": {},
        }

    def _in_street(self) -> dict[str, Any]:
        building = self._rng.choice(self._scene.buildings)
        street = (building.address or "").rpartition("街道")[2]
        return {
            "place": f"{building.compound}周边（{street}附近）",
            "responsible": self._rng.choice(("市政养护所", "街道城建办", "产权单位值班室")),
            "responsible_phone": self._scene.grid.supervise_phone,
            "words": {},
        }

    def _in_building(self, *, lift: bool) -> dict[str, Any] | None:
        found = [one for one in self._scene.buildings if one.elevator or not lift]
        if not found:
            return None
        building = self._rng.choice(found)
        words = _words(building, self._rng.randint(2, max(2, min(6, building.floors or 2))))
        unit = str(self._rng.randint(1, building.units or 1))
        return {
            "place": f"{building.compound}{building.name}{unit}单元",
            "responsible": building.manager,
            "responsible_phone": building.manager_phone,
            "words": {**words, "unit": unit},
        }

    def _add(self, finding: Mapping[str, Any], where: dict[str, Any]) -> None:
        scene, slots = self._scene, self._phrases.slots(where.pop("words"))
        home = where.pop("home", None)
        goal = self._goal(finding["level"])
        overdue = goal is Goal.OVERDUE
        found = self._found(goal, _TERMS[finding["level"]])
        deadline = found + timedelta(days=_TERMS[finding["level"]])
        if overdue:
            deadline = max(found, min(deadline, scene.last - timedelta(days=1)))
        content = finding["content"].format_map(slots)
        visit_id, mode = None, weighted(self._rng, {_BY_CHECK: 6, "2": 2, "3": 1, "4": 1, "5": 1})
        if self._rng.random() < 0.35 and "premises_id" not in where:
            subject = home or where["place"]
            visit_id = self._tour.found("hazard", subject, found, content)
            mode = _ON_VISIT if home else _BY_CHECK
        hazard = Hazard(
            id=scene.new_id(),
            grid_id=scene.grid.id,
            street=scene.grid.street,
            community=scene.grid.community,
            visit_id=visit_id,
            deadline=deadline,
            category=finding["category"],
            level=finding["level"],
            found_on=found,
            mode=mode,
            finder=scene.worker,
            place_kind=finding["place_kind"],
            spot=finding["spot"].format_map(slots),
            content=content,
            measure=finding["measure"].format_map(slots),
            funds=self._funds(finding),
            interim=finding.get("interim"),
            state="20",
            **where,
        )
        self.hazards.append(hazard)
        steps = tuple(self._steps(hazard, goal, found))
        self.plans.append(CasePlan(hazard.id, "hazard", goal, steps))

    def _found(self, goal: Goal, term: int) -> date:
        """Return a day on which a hazard was found, so that it can end where it should."""
        match goal:
            case Goal.OVERDUE:
                return self._scene.after(self._scene.first, self._rng.randint(0, 2))
            case Goal.OPEN | Goal.REPORTED:
                return self._scene.day(within=term)
            case Goal.RECHECK_FAILED:
                return self._scene.day(within=term, before_end=3)
            case Goal.FIXED_ON_SPOT:
                return self._scene.day()
            case _:
                return self._scene.day(before_end=term)

    def _funds(self, finding: Mapping[str, Any]) -> Decimal | None:
        if "funds" not in finding:
            return None
        low, high = finding["funds"]
        return Decimal(self._rng.randrange(low, high, 10))

    def _goal(self, level: str) -> Goal:
        if level == _SLIGHT:
            return Goal.FIXED_ON_SPOT
        if level == "2" and not self._overdue and self._scene.last > self._scene.first:
            self._overdue = True
            return Goal.OVERDUE
        return self._goals.draw()

    def _steps(self, hazard: Hazard, goal: Goal, found: date) -> Iterator[PlannedStep]:
        worker = self._scene.worker
        if goal is Goal.FIXED_ON_SPOT:
            yield PlannedStep(action="fix_on_spot", day=found, actor=worker)
            yield PlannedStep(action="close", day=found, actor=worker)
            return
        if hazard.level == _GRAVE or goal is Goal.REPORTED:
            grave = hazard.level == _GRAVE
            reason = self._phrases.draw("grave" if grave else "reports")
            yield PlannedStep(action="report", day=found, actor=worker, note=reason)
        if goal is Goal.REPORTED:
            return
        yield self._told(found)
        if goal in {Goal.OVERDUE, Goal.OPEN}:
            return
        yield from self._fixed(hazard, goal, found)

    def _told(self, day: date) -> PlannedStep:
        self._notices += 1
        serial = f"{self._scene.serial:02d}{day.month:02d}{self._notices:02d}"
        number = f"〔{day.year}〕晨光（示例）隐告第{serial}号"
        worker = self._scene.worker
        values = {"notice_number": number}
        return PlannedStep(action="notify", day=day, actor=worker, values=values)

    def _fixed(self, hazard: Hazard, goal: Goal, found: date) -> Iterator[PlannedStep]:
        scene, worker = self._scene, self._scene.worker
        term = _TERMS[hazard.level or _SLIGHT]
        fixed = scene.after(found, self._rng.randint(1, term - 1))
        yield PlannedStep(action="fix", day=fixed, actor=worker, values={"fixed_on": fixed})
        checked = min(scene.after(fixed, 1), hazard.deadline or fixed)
        if goal is Goal.RECHECK_FAILED:
            yield self._rechecked(hazard, checked, passed=False)
            return
        yield self._rechecked(hazard, checked, passed=True)
        if goal is Goal.ARCHIVED:
            yield PlannedStep(action="archive", day=checked, actor=worker)

    def _rechecked(self, hazard: Hazard, day: date, *, passed: bool) -> PlannedStep:
        checker = self._scene.grid.leader or ""
        opinion = self._phrases.draw("passed" if passed else "failed")
        self.rechecks.append(
            Recheck(
                id=self._scene.new_id(),
                grid_id=hazard.grid_id,
                hazard_id=hazard.id,
                checked_on=day,
                checker=checker,
                passed=passed,
                opinion=opinion,
            )
        )
        action = "recheck_pass" if passed else "recheck_fail"
        return PlannedStep(action=action, day=day, actor=checker, note=opinion)


def _words(building: Building, floor: int) -> dict[str, str]:
    """Return the words about a building."""
    return {
        "name": f"{building.compound}{building.name}",
        "unit": "1",
        "floor": numeral(floor),
    }
