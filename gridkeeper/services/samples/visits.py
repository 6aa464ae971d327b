"""A month's visits."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import clock, contacts
from gridkeeper.domain.visits import Visit
from gridkeeper.services.samples import findings, home_visits, scenes
from gridkeeper.services.samples.words import Deck, Phrases, weighted

if TYPE_CHECKING:
    from datetime import date

    from gridkeeper.services.samples.scenes import Home, Scene

_VISITS = 120
_SOMEBODY, _FAMILY, _MISSED, _REFUSED, _EMPTY = "01", "02", "03", "04", "05"
_MOVED, _CHANGED = "06", "07"
_DONE, _WAS_MISSED, _WAS_REFUSED = "30", "35", "36"
_EVENING = "07"
_SATURDAY = 5

# What an outcome that gave birth to a case is concluded with.
_BORN = {"hazard": ("08", "04"), "dispute": ("09", "05"), "request": ("10", "03")}
_PASSED_ON = {
    "hazard": ("入户走访发现，", "已当面告知，并登记隐患。"),
    "dispute": ("走访中了解到，", "已听取双方意见，登记后约期调解。"),
    "request": ("入户走访，", "已登记诉求，转责任单位办理。"),
}


def when(visit: Visit) -> tuple[str, str]:
    """Return by what visits are sorted: when they began, then the place."""
    started = visit.started_at.isoformat() if visit.started_at else ""
    return started, visit.place or ""


class Tour:
    """A month's visits while they are being made."""

    def __init__(self, scene: Scene) -> None:
        self._scene, self._rng = scene, scene.rng
        self._phrases = Phrases(scene.rng, "visits")
        self._homes = home_visits.HomeVisits(scene, self._phrases)
        self._seen: set[str] = set()
        self.visits: list[Visit] = []

    def found(self, kind: str, subject: Home | str, day: date, content: str) -> str:
        """Add the visit on which a case was found, and return its id.

        The subject is a household, or the place of a patrol.
        """
        outcome, conclusion = _BORN[kind]
        begins, measures = _PASSED_ON[kind]
        facts: dict[str, Any] = {
            "outcome": outcome,
            "conclusion": conclusion,
            "measures": measures,
            "reason": "01",
            "form": "01",
        }
        starts = self._start(day, "01")
        if isinstance(subject, str):
            facts |= {"kind": "03", "place": subject, "situation": f"巡查发现，{content}"}
        else:
            self._seen.add(subject.household.id)
            facts |= {
                "kind": "01",
                "household_id": subject.household.id,
                "place": subject.address,
                "situation": begins + content,
            }
        return self._add(starts, facts)

    def fill(self) -> None:
        """Add visits until there are as many as a month has."""
        left = max(0, self._scene.number(_VISITS) - len(self.visits))
        shops = round(left * 0.09) if self._scene.premises else 0
        empty = min(len(self._scene.empties), round(left * 0.03))
        patrols = round(left * 0.03)
        self._visit_premises(shops)
        self._visit_empties(empty)
        for _each in range(patrols):
            self._patrol()
        for home in self._targets(left - shops - empty - patrols):
            self._visit_home(home)

    def _targets(self, number: int) -> list[Home]:
        """Draw households, those in care first of all and again before others come again."""

        def turn(home: Home) -> float:
            return float(self._rng.random() ** (1 / (4 if scenes.is_in_care(home) else 1)))

        homes = sorted(((turn(home), n) for n, home in enumerate(self._scene.homes)), reverse=True)
        drawn = [self._scene.homes[n] for _turn, n in homes]
        # Who has been visited because of a case comes last.
        drawn.sort(key=lambda home: home.household.id in self._seen)
        return (drawn * (number // max(1, len(drawn)) + 1))[:number]

    def _start(self, day: date, kind: str) -> datetime:
        """Draw a local time at which a visit of a kind begins."""
        evening = kind == _EVENING and day.weekday() < _SATURDAY
        hour = self._rng.randint(18, 19) if evening else self._rng.choice((9, 10, 11, 14, 15, 16))
        return datetime.combine(day, time(hour, self._rng.randrange(0, 60, 5)), clock.CHINA)

    def _add(self, starts: datetime, facts: dict[str, Any]) -> str:
        visit = Visit(
            id=self._scene.new_id(),
            grid_id=self._scene.grid.id,
            visited_on=starts.date(),
            started_at=starts.astimezone(UTC),
            visitor=self._scene.worker,
            state=facts.pop("state", _DONE),
            **facts,
        )
        self.visits.append(visit)
        return visit.id

    def _visit_home(self, home: Home) -> None:
        day = self._scene.day()
        kind = self._kind(home, day)
        starts = self._start(day, kind)
        facts = {"form": "01", "kind": kind, "reason": self._reason(home)}
        self._add(starts, facts | self._homes.facts(home, starts))

    def _kind(self, home: Home, day: date) -> str:
        if day.weekday() >= _SATURDAY or self._rng.random() < 0.08:
            return _EVENING
        if scenes.is_in_care(home):
            return "05"
        return "08" if self._rng.random() < 0.06 else "01"

    def _reason(self, home: Home) -> str:
        if any(home.tags.values()):
            return "02"
        return weighted(self._rng, {"01": 8, "02": 1, "08": 1})

    def _visit_premises(self, number: int) -> None:
        premises = Deck(self._rng, self._scene.premises)
        for _each in range(number):
            one = premises.draw()
            words = {
                "shop": one.name or "",
                "person": one.responsible or "",
                "staff": str(one.employees),
            }
            starts = self._start(self._scene.day(), "04")
            entry, slots = self._phrases.say("premises", "s", words)
            situation = entry["s"].format_map(slots)
            facts: dict[str, Any] = {
                "kind": "04",
                "form": "01",
                "reason": "01",
                "outcome": _SOMEBODY,
                "premises_id": one.id,
                "place": one.address,
                "situation": situation,
                "checks": findings.of_premises(one.kind, situation, entry.get("x", {})),
                "conclusion": "02" if "d" in entry and "r" not in entry else "01",
            }
            for key, name in (("d", "demands"), ("m", "measures"), ("r", "result")):
                if key in entry:
                    facts[name] = entry[key].format_map(slots)
            self._add(starts, facts)

    def _visit_empties(self, number: int) -> None:
        for empty in self._rng.sample(self._scene.empties, number):
            starts = self._start(self._scene.day(), "01")
            entry, slots = self._phrases.say("vacant", "s", {"hour": home_visits.hour_of(starts)})
            facts = {
                "kind": "01",
                "form": "04",
                "reason": "01",
                "outcome": _EMPTY,
                "place": empty.address,
                "situation": entry["s"].format_map(slots),
                "conclusion": "01",
            }
            self._add(starts, facts)

    def _patrol(self) -> None:
        building = self._rng.choice(self._scene.buildings)
        where = f"{building.compound}{building.name}"
        starts = self._start(self._scene.day(), "03")
        words = {"where": where, "hour": home_visits.hour_of(starts)}
        entry, slots = self._phrases.say("patrol", "s", words)
        facts = {
            "kind": "03",
            "form": "01",
            "reason": "01",
            "outcome": contacts.HAZARD if entry.get("x") else contacts.NOTHING_AMISS,
            "place": where,
            "situation": entry["s"].format_map(slots),
            "checks": findings.of_patrol(entry["c"], entry.get("x", {})),
            "conclusion": "01",
        }
        self._add(starts, facts)
