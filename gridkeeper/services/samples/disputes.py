"""A month's disputes, and how they end."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gridkeeper.domain.disputes import Dispute, DisputeParty
from gridkeeper.services.samples import parties
from gridkeeper.services.samples.values import CasePlan, Goal, PlannedStep
from gridkeeper.services.samples.words import Deck, Phrases, weighted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gridkeeper.services.samples.parties import Party
    from gridkeeper.services.samples.scenes import Scene
    from gridkeeper.services.samples.visits import Tour

_DISPUTES = 6
_TERM = timedelta(days=30)
_FOUND_ON_VISIT = "2"
_MEDIATED, _MADE_UP = "0103", "06"
_GRAVE = frozenset({"0102", "0101", "0701", "0507", "0303"})
_GOALS = (
    Goal.ARCHIVED,
    Goal.AGREED_ORAL,
    Goal.OPEN,
    Goal.SETTLED,
    Goal.AGREED_WRITTEN,
    Goal.ARCHIVED,
    Goal.SETTLED,
    Goal.FAILED,
)
# Days until all steps to a goal are taken; other goals take fewer.
_TAKES = {Goal.ARCHIVED: 16, Goal.SETTLED: 16}
_AT_HOME = frozenset({"parent", "couple"})


class Disputes:
    """A month's disputes while they are being made."""

    def __init__(self, scene: Scene, tour: Tour) -> None:
        self._scene, self._tour, self._rng = scene, tour, scene.rng
        self._phrases = Phrases(scene.rng, "disputes")
        self._goals = Deck(scene.rng, _GOALS)
        self._found = parties.Parties(scene)
        self._papers = 0
        self.disputes: list[Dispute] = []
        self.parties: list[DisputeParty] = []
        self.plans: list[CasePlan] = []

    def fill(self) -> None:
        """Add the disputes of a month."""
        wanted = self._scene.number(_DISPUTES)
        # Where a small grid has nobody who fits a story, another story is drawn.
        for _try in range(wanted * 6):
            if len(self.disputes) == wanted:
                return
            story = self._phrases.draw("stories")
            sides = self._found.sides(story)
            if sides is not None:
                self._add(story, *sides)

    def _add(self, story: dict[str, Any], one: Party, other: Party) -> None:
        scene, rng = self._scene, self._rng
        goal = self._goals.draw()
        if goal is Goal.FAILED and story["between"] in _AT_HOME:
            goal = Goal.AGREED_ORAL
        if goal is Goal.OPEN:
            found = scene.day(within=_TERM.days - 1)
        else:
            found = scene.day(before_end=_TAKES.get(goal, 6))
        amount = self._amount(story)
        slots = {"a": one.name, "b": other.name, "amount": str(amount)}
        content = story["content"].format_map(slots)
        source = weighted(rng, {"1": 45, _FOUND_ON_VISIT: 40, "3": 10, "4": 5})
        visit_id = None
        if source == _FOUND_ON_VISIT and one.home is not None:
            visit_id = self._tour.found("dispute", one.home, found, content)
        dispute = Dispute(
            id=scene.new_id(),
            grid_id=scene.grid.id,
            street=scene.grid.street,
            community=scene.grid.community,
            place=one.address,
            visit_id=visit_id,
            deadline=found + _TERM,
            title=story["title"].format_map(slots),
            type=story["type"],
            source=source,
            found_on=found,
            scale="01",
            level="04",
            risk="2" if story["type"] in _GRAVE and rng.random() < 0.4 else "3",
            involved=rng.randint(2, 4),
            amount=None if amount is None else Decimal(amount),
            content=content,
            mediator=scene.grid.leader,
            mediator_phone=scene.grid.worker_phone,
            state="20",
        )
        self.disputes.append(dispute)
        self.parties += [self._record(dispute, "1", one), self._record(dispute, "2", other)]
        result = story["result"].format_map(slots)
        self.plans.append(
            CasePlan(dispute.id, "dispute", goal, tuple(self._steps(goal, found, result)))
        )

    def _amount(self, story: dict[str, Any]) -> int | None:
        if "amount" not in story:
            return None
        low, high = story["amount"]
        return self._rng.randrange(low, high, 50)

    def _record(self, dispute: Dispute, side: str, party: Party) -> DisputeParty:
        person = party.person
        return DisputeParty(
            id=self._scene.new_id(),
            grid_id=dispute.grid_id,
            dispute_id=dispute.id,
            side=side,
            person_id=person.id if person else None,
            name=party.name,
            sex=party.sex,
            id_number=person.id_number if person else None,
            phone=party.phone,
            category=party.category,
            address=party.address,
        )

    def _steps(self, goal: Goal, found: date, result: str) -> Iterator[PlannedStep]:
        mediator = self._scene.grid.leader or ""
        talk = self._scene.after(found, self._rng.randint(1, 4))
        done = self._scene.after(talk, self._rng.randint(0, 5))
        yield PlannedStep(action="mediate", day=talk, actor=mediator, consent=True)
        if goal is Goal.OPEN:
            return
        if goal is Goal.FAILED:
            reason = self._phrases.draw("fails")
            yield PlannedStep(
                action="fail",
                day=done,
                actor=mediator,
                note=reason,
                values={"result": reason, "mediated_on": done, "method": _MEDIATED},
                told_other_ways=True,
            )
            return
        yield self._agreed(goal, done, result)
        yield from self._afterwards(goal, done)

    def _agreed(self, goal: Goal, done: date, result: str) -> PlannedStep:
        written = goal is Goal.AGREED_WRITTEN or (
            goal is not Goal.AGREED_ORAL and self._rng.random() < 0.4
        )
        method = _MEDIATED if written or self._rng.random() < 0.7 else _MADE_UP
        values: dict[str, Any] = {"result": result, "mediated_on": done, "method": method}
        if written:
            self._papers += 1
            serial = f"{self._scene.serial:02d}{done.month:02d}{self._papers:02d}"
            values["agreement_number"] = f"〔{done.year}〕晨光（示例）人调字第{serial}号"
        return PlannedStep(
            action="agree_written" if written else "agree_oral",
            day=done,
            actor=self._scene.grid.leader or "",
            values=values,
        )

    def _afterwards(self, goal: Goal, done: date) -> Iterator[PlannedStep]:
        if goal in {Goal.AGREED_ORAL, Goal.AGREED_WRITTEN}:
            return
        worker = self._scene.worker
        kept = self._scene.after(done, self._rng.randint(1, 5))
        values = {"performance": self._rng.choice(("1", "3", "3"))}
        yield PlannedStep(action="perform_done", day=kept, actor=worker, values=values)
        asked = self._scene.after(kept, self._rng.randint(1, 6))
        yield PlannedStep(
            action="follow_up",
            day=asked,
            actor=worker,
            values={
                "follow_up": self._phrases.draw("follow_ups"),
                "follow_up_on": asked,
                "satisfaction": weighted(self._rng, {"1": 6, "2": 3, "3": 1}),
            },
        )
        if goal is Goal.ARCHIVED:
            yield PlannedStep(action="archive", day=asked, actor=worker)
