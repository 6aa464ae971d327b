"""A month's requests of residents, and what comes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import deadlines
from gridkeeper.domain.requests import Request
from gridkeeper.services.samples import scenes
from gridkeeper.services.samples.values import CasePlan, Goal, PlannedStep
from gridkeeper.services.samples.words import Deck, Phrases, season, weighted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from gridkeeper.services.samples.scenes import Home, Scene
    from gridkeeper.services.samples.visits import Tour

_REQUESTS = 15
_ON_VISIT, _BY_PHONE, _BY_PERSON, _ONLINE, _BY_LEAD, _HOTLINE = "01", "03", "04", "06", "08", "09"
_AT_ONCE, _PROMISED, _TOGETHER = "1", "2", "3"
_COMPLAINT, _QUESTION, _TROUBLE, _THANKS = "1", "2", "4", "5"
_URGENT = "01"
_MANAGER = "物业服务中心"
# Days within which none of them can be due yet; the deadline itself counts working days.
_TERMS = {_AT_ONCE: 0, _PROMISED: 5, _TOGETHER: 7}
_GOALS = (
    *[Goal.ARCHIVED] * 5,
    *[Goal.SETTLED] * 4,
    *[Goal.OPEN] * 2,
    Goal.RETURNED,
    Goal.PARKED,
    Goal.DECLINED,
)

_NOT_DONE = frozenset({Goal.RETURNED, Goal.PARKED, Goal.DECLINED})
# Categories where something is asked for rather than complained of.
_SERVICES = frozenset({"09", "10", "11", "12", "13", "14", "15", "31"})
# Whose matter a category is; all others are anybody's.
_OF_THE_OLD = frozenset({"09", "15"})
_OF_FAMILIES = frozenset({"11"})
_OF_TENANTS = "居住证"


class Requests:
    """A month's requests while they are being made; one of them is settled too late."""

    def __init__(self, scene: Scene, tour: Tour) -> None:
        self._scene, self._tour, self._rng = scene, tour, scene.rng
        self._phrases = Phrases(scene.rng, "requests")
        self._goals = Deck(scene.rng, _GOALS)
        self._late = False
        self.requests: list[Request] = []
        self.plans: list[CasePlan] = []

    def fill(self) -> None:
        """Add the requests of a month."""
        wanted = self._scene.number(_REQUESTS)
        while len(self.requests) < wanted:
            matter = self._phrases.draw("matters")
            home = self._reporter(matter)
            now = season(self._scene.first)
            if home is not None and now in matter.get("season", [now]):
                self._add(matter, home)

    def _reporter(self, matter: Mapping[str, Any]) -> Home | None:
        day = self._scene.first
        # What is said of a lift, or of a garage under the house, needs a house that has them.
        lift = "needs_lift" in matter
        homes = [home for home in self._scene.homes if home.building.elevator or not lift]
        if matter["category"] in _OF_THE_OLD:
            fitting = [home for home in homes if home.has_old(day)]
        elif matter["category"] in _OF_FAMILIES:
            fitting = [home for home in homes if home.has_child(day)]
        elif _OF_TENANTS in matter["title"]:
            fitting = [home for home in homes if home.tenant]
        else:
            fitting = homes
        return self._rng.choice(fitting or homes) if homes else None

    def _add(self, matter: Mapping[str, Any], home: Home) -> None:
        scene, rng = self._scene, self._rng
        person = home.adults(scene.first)[0]
        if matter["category"] in _OF_THE_OLD:
            person = max(home.people, key=lambda one: scenes.age_on(one, scene.first))
        words = home.words(person, scene.first)
        slots = self._phrases.slots({**words, **self._nearby(), "who": words["call"]})
        source = self._source(matter)
        anonymous = matter["nature"] == _COMPLAINT and source != _ON_VISIT and rng.random() < 0.15
        if anonymous:
            slots["who"] = "居民"
        content = matter["content"].format_map(slots) + self._detail(matter)
        handling = self._handling(matter)
        goal, received = self._goal(matter, handling)
        request = Request(
            id=scene.new_id(),
            grid_id=scene.grid.id,
            street=scene.grid.street,
            community=scene.grid.community,
            place=home.address,
            visit_id=(
                self._tour.found("request", home, received, content)
                if source == _ON_VISIT
                else None
            ),
            title=matter["title"].format_map(slots),
            source=source,
            nature=matter["nature"],
            category=matter["category"],
            received_on=received,
            content=content,
            reporter=None if anonymous else person.name,
            reporter_phone=None if anonymous else person.phone,
            anonymous=anonymous,
            urgency=matter["urgency"],
            handling=handling,
            state="20",
            **self._channel(source, received),
        )
        due = deadlines.due("request", request)
        request = replace(request, deadline=due.date if due else None)
        goal = self._late_once(goal, request)
        self.requests.append(request)
        unit = matter.get("unit", scene.committee)
        unit = home.building.manager if unit == _MANAGER else unit
        told = {"unit": unit, "result": matter["result"].format_map(slots)}
        steps = tuple(self._steps(request, goal, told))
        self.plans.append(CasePlan(request.id, "request", goal, steps))

    def _detail(self, matter: Mapping[str, Any]) -> str:
        """Return a sentence that fits behind what was said, or ""."""
        if matter["nature"] == _THANKS:
            return ""
        trouble = matter["nature"] in {_COMPLAINT, _TROUBLE} and matter["category"] not in _SERVICES
        return str(self._phrases.draw("details" if trouble else "wishes"))

    def _nearby(self) -> dict[str, str]:
        building = self._rng.choice(self._scene.buildings)
        road = (building.address or "").rpartition("街道")[2].rstrip("0123456789号")
        words = {"road": road}
        if self._scene.premises:
            words["shop"] = self._rng.choice(self._scene.premises).name or ""
        return words

    def _source(self, matter: Mapping[str, Any]) -> str:
        weights: dict[str, float] = {
            _ON_VISIT: 42, _BY_PHONE: 18, _BY_PERSON: 15, _ONLINE: 12, _BY_LEAD: 6, _HOTLINE: 7,
        }  # fmt: skip
        if matter["nature"] == _THANKS:
            weights = {_BY_PHONE: 1, _BY_PERSON: 2}
        return weighted(self._rng, weights)

    def _channel(self, source: str, received: date) -> dict[str, Any]:
        if source != _HOTLINE:
            return {}
        number = f"SL{received:%Y%m%d}{self._scene.serial:02d}{len(self.requests) + 1:03d}"
        return {"channel": "12345热线", "origin": "12345热线（示例）", "original_number": number}

    def _handling(self, matter: Mapping[str, Any]) -> str:
        if matter["nature"] in {_QUESTION, _THANKS}:
            return _AT_ONCE
        return weighted(self._rng, {_PROMISED: 88, _TOGETHER: 12})

    def _goal(self, matter: Mapping[str, Any], handling: str) -> tuple[Goal, date]:
        """Return where a request ends, and the day on which it came in."""
        scene = self._scene
        if handling == _AT_ONCE:
            return self._rng.choice((Goal.ARCHIVED, Goal.SETTLED)), scene.day()
        spare = (scene.last - scene.first).days - _TERMS[handling]
        if not self._late and spare > 4 and matter["category"] not in _SERVICES:
            return Goal.LATE, scene.after(scene.first, self._rng.randint(0, spare - 4))
        goal = self._goals.draw()
        if goal in _NOT_DONE and matter["category"] in _SERVICES:
            goal = Goal.SETTLED
        if goal in {Goal.OPEN, Goal.RETURNED}:
            return goal, scene.day(within=_term(matter, handling))
        return goal, scene.day(before_end=4)

    def _late_once(self, goal: Goal, request: Request) -> Goal:
        """Return the goal, and settle in time what would not be due before the end."""
        if goal is not Goal.LATE:
            return goal
        self._late = request.deadline is not None and request.deadline < self._scene.last
        return Goal.LATE if self._late else Goal.SETTLED

    def _steps(
        self, request: Request, goal: Goal, told: Mapping[str, Any]
    ) -> Iterator[PlannedStep]:
        worker, day = self._scene.worker, request.received_on or self._scene.first
        yield PlannedStep(action="accept", day=day, actor=worker)
        if goal is Goal.DECLINED:
            reason = self._phrases.draw("declines")
            yield PlannedStep(action="decline", day=day, actor=worker, note=reason)
            return
        if request.handling != _AT_ONCE:
            day = self._scene.after(day, self._rng.randint(0, 1))
            yield PlannedStep(action="assign", day=day, actor=worker, values={"unit": told["unit"]})
            if goal is Goal.RETURNED:
                reason = self._phrases.draw("returns")
                day = self._scene.after(day, self._rng.randint(1, 2))
                yield PlannedStep(action="return", day=day, actor=told["unit"], note=reason)
                return
            yield PlannedStep(action="start", day=day, actor=worker)
        yield from self._worked_on(request, goal, told, day)

    def _worked_on(
        self, request: Request, goal: Goal, told: Mapping[str, Any], day: date
    ) -> Iterator[PlannedStep]:
        worker, deadline = self._scene.worker, request.deadline or day
        if goal is Goal.OPEN:
            note = self._phrases.draw("progress")
            day = self._scene.after(day, 1)
            yield PlannedStep(action="note", day=day, actor=worker, note=note)
            return
        if goal is Goal.PARKED:
            yield PlannedStep(
                action="park",
                day=day,
                actor=worker,
                note=self._phrases.draw("parks"),
                values={"deadline": deadline + timedelta(days=self._rng.randint(20, 60))},
            )
            return
        if goal is Goal.LATE:
            done = self._scene.after(deadline, self._rng.randint(1, 3))
        else:
            latest = max(day, min(deadline, self._scene.last))
            done = day + timedelta(days=self._rng.randint(0, (latest - day).days))
        values = {"result": told["result"]}
        yield PlannedStep(action="settle", day=done, actor=worker, values=values)
        yield from self._fed_back(request, goal, done)

    def _fed_back(self, request: Request, goal: Goal, done: date) -> Iterator[PlannedStep]:
        worker = self._scene.worker
        day = self._scene.after(done, self._rng.randint(0, 1))
        how = "9" if request.anonymous else weighted(self._rng, {"1": 3, "2": 5, "4": 2})
        values: dict[str, Any] = {"feedback_by": how, "feedback_on": day}
        yield PlannedStep(action="feed_back", day=day, actor=worker, values=values)
        if not request.anonymous:
            pleased = weighted(self._rng, {"1": 62, "2": 25, "3": 8, "4": 5})
            values = {"satisfaction": pleased}
            yield PlannedStep(action="follow_up", day=day, actor=worker, values=values)
        if goal is Goal.ARCHIVED:
            note = "匿名反映，无法回访" if request.anonymous else ""
            yield PlannedStep(action="archive", day=day, actor=worker, note=note)


def _term(matter: Mapping[str, Any], handling: str) -> int:
    """Return in how many days a matter is due."""
    return min(_TERMS[handling], 1) if matter["urgency"] == _URGENT else _TERMS[handling]
