"""A month's visits."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import clock
from gridkeeper.domain.visits import Visit
from gridkeeper.services.samples import care, families, scenes
from gridkeeper.services.samples.words import Deck, Phrases, material, season, weighted

if TYPE_CHECKING:
    from datetime import date

    from gridkeeper.domain.people import Person
    from gridkeeper.services.samples.scenes import Home, Scene

_VISITS = 120
_SOMEBODY, _FAMILY, _MISSED, _REFUSED, _EMPTY = "01", "02", "03", "04", "05"
_MOVED, _CHANGED = "06", "07"
_DONE, _WAS_MISSED, _WAS_REFUSED = "30", "35", "36"
_EVENING = "07"

# Which texts a class of care has; the first that a person has counts.
_BY_TAG = (
    ({care.LONE}, "alone"),
    ({care.FRAIL, care.DISABLED, care.ILL}, "frail"),
    ({care.EMPTY_NEST}, "old_couple"),
    ({care.SINGLE_PARENT}, "single_parent"),
    ({care.LOW_INCOME, care.NO_SUPPORT, care.HARD_TIMES}, "low"),
    ({care.PREGNANT}, "pregnant"),
    ({care.HONOURED, care.VETERAN}, "veteran"),
    ({care.AGED}, "elder"),
)
_SPOUSE = {families.MAN: "丈夫", families.WOMAN: "妻子"}
_KIN = {"20": "儿子", "30": "女儿", "38": "儿媳", "51": "父亲", "52": "母亲", "99": "室友"}

# What an outcome that gave birth to a case is concluded with.
_BORN = {"hazard": ("08", "04"), "dispute": ("09", "05"), "request": ("10", "03")}
_PASSED_ON = {
    "hazard": ("入户走访时发现：", "已当面告知，并登记隐患。"),
    "dispute": ("走访中了解到：", "已听取双方意见，登记后约期调解。"),
    "request": ("走访中反映：", "已登记诉求，转责任单位办理。"),
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
        self._reminders: dict[str, Deck[str]] = {
            name: Deck(scene.rng, words) for name, words in material("visits")["reminders"].items()
        }
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
        if isinstance(subject, str):
            facts |= {"kind": "03", "place": subject, "situation": f"巡查中发现：{content}"}
        else:
            facts |= {
                "kind": "01",
                "household_id": subject.household.id,
                "place": subject.address,
                "situation": begins + content,
            }
        return self._add(day, facts)

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
        return (drawn * (number // max(1, len(drawn)) + 1))[:number]

    def _add(self, day: date, facts: dict[str, Any]) -> str:
        evening = facts["kind"] == _EVENING and day.weekday() < 5
        hour = self._rng.randint(18, 19) if evening else self._rng.choice((9, 10, 11, 14, 15, 16))
        minute = self._rng.randrange(0, 60, 5) if hour != 18 else self._rng.randrange(30, 60, 5)
        starts = datetime.combine(day, time(hour, minute), clock.CHINA)
        visit = Visit(
            id=self._scene.new_id(),
            grid_id=self._scene.grid.id,
            visited_on=day,
            started_at=starts.astimezone(UTC),
            visitor=self._scene.worker,
            state=facts.pop("state", _DONE),
            **facts,
        )
        self.visits.append(visit)
        return visit.id

    def _visit_home(self, home: Home) -> None:
        day = self._scene.day()
        adults = home.adults(day)
        weights = {_SOMEBODY: 62, _FAMILY: 17 if len(adults) > 1 else 0, _MISSED: 13}
        weights |= {_REFUSED: 2, _CHANGED: 2, _MOVED: 1 if home.tenant else 0, "phone": 5}
        outcome = weighted(self._rng, weights)
        facts: dict[str, Any] = {"household_id": home.household.id, "place": home.address}
        facts |= {"form": "01", "kind": self._kind(home, day), "reason": self._reason(home)}
        match outcome:
            case "03":
                facts |= self._missed(home, day)
            case "04":
                facts |= self._refused(home, day)
            case "phone":
                facts |= self._phoned(home, day)
            case _:
                facts |= self._met(home, day, outcome)
        self._add(day, facts)

    def _kind(self, home: Home, day: date) -> str:
        if day.weekday() >= 5 or self._rng.random() < 0.08:
            return _EVENING
        if scenes.is_in_care(home):
            return "05"
        return "08" if self._rng.random() < 0.06 else "01"

    def _reason(self, home: Home) -> str:
        if any(home.tags.values()):
            return "02"
        return weighted(self._rng, {"01": 8, "02": 1, "08": 1})

    def _missed(self, home: Home, day: date) -> dict[str, Any]:
        person = home.adults(day)[0]
        entry, slots = self._phrases.say("missed", "s", home.words(person, day))
        return {
            "outcome": _MISSED,
            "form": "04",
            "tries": self._rng.choice((1, 1, 2, 2, 3)),
            "situation": entry["s"].format_map(slots),
            "conclusion": "02",
            "next_due": day + timedelta(days=self._rng.randint(2, 6)),
            "state": _WAS_MISSED,
        }

    def _refused(self, home: Home, day: date) -> dict[str, Any]:
        person = home.adults(day)[0]
        entry, slots = self._phrases.say("refused", "s", home.words(person, day))
        return {
            "outcome": _REFUSED,
            "tries": 1,
            "situation": entry["s"].format_map(slots),
            "conclusion": "02",
            "next_due": day + timedelta(days=self._rng.randint(14, 30)),
            "state": _WAS_REFUSED,
        }

    def _phoned(self, home: Home, day: date) -> dict[str, Any]:
        person = home.adults(day)[0]
        told = self._told("phone", home, person, day)
        return {
            **told,
            "kind": "02",
            "outcome": _SOMEBODY,
            "form": self._rng.choice(("02", "02", "03")),
        }

    def _met(self, home: Home, day: date, outcome: str) -> dict[str, Any]:
        person, group = self._about(home, day)
        words: dict[str, str] = {}
        if outcome == _FAMILY:
            head, other, *_rest = home.adults(day)
            person, group = head, "relative"
            words["kin"] = _KIN.get(other.relation or "") or _SPOUSE[other.sex or families.MAN]
        elif outcome in {_MOVED, _CHANGED}:
            group = "moved" if outcome == _MOVED else "changed"
        told = self._told(group, home, person, day, **words)
        told["outcome"] = outcome
        if group not in {"moved", "changed"} and self._rng.random() < 0.6:
            told["satisfaction"] = weighted(self._rng, {"1": 70, "2": 22, "3": 6, "4": 2})
        if self._rng.random() < 0.08:
            old = scenes.age_on(person, day) >= 70
            reasons = material("visits")["unsigned"]
            told["no_signature_reason"] = reasons[0] if old else self._rng.choice(reasons[1:])
        return told

    def _about(self, home: Home, day: date) -> tuple[Person, str]:
        """Return whom a text is about, and which texts suit."""
        for tags, group in _BY_TAG:
            for person in home.people:
                if tags & set(home.tags.get(person.id, ())):
                    return person, self._suits(group, person, home, day)
        if any(care.LEFT_CHILD in tags for tags in home.tags.values()):
            return home.people[0], "left_child"
        return home.adults(day)[0], self._group(home, day)

    def _suits(self, group: str, person: Person, home: Home, day: date) -> str:
        # The texts about elders take it that somebody cares for them at home.
        if group == "elder" and len(home.people) == 1:
            return "alone"
        lone_and_able = group == "frail" and len(home.people) == 1
        return "general" if lone_and_able and scenes.age_on(person, day) < 60 else group

    def _group(self, home: Home, day: date) -> str:
        if home.tenant and self._rng.random() < 0.8:
            return "tenant"
        if home.has_child(day):
            return "family"
        if home.has_old(day):
            return "general"
        young = scenes.age_on(home.people[0], day) < 36
        return "young" if young and self._rng.random() < 0.6 else "general"

    def _told(
        self, group: str, home: Home, person: Person, day: date, **words: str
    ) -> dict[str, Any]:
        """Return what a visit's texts say, with what follows from it."""
        entry, slots = self._phrases.say(group, "s", {**home.words(person, day), **words})
        told: dict[str, Any] = {
            "person_id": person.id,
            "situation": entry["s"].format_map(slots) + self._reminder(day),
        }
        for key, name in (("d", "demands"), ("m", "measures"), ("r", "result")):
            if key in entry:
                told[name] = entry[key].format_map(slots)
        if "helper" in slots:
            told["companions"] = slots["helper"]
        pending = "demands" in told and "result" not in told
        told["conclusion"] = "02" if pending else "01"
        cycle = min((care.cycle(tags) for tags in home.tags.values()), default=180)
        told["next_due"] = day + timedelta(days=cycle)
        return told

    def _reminder(self, day: date) -> str:
        if self._rng.random() < 0.45:
            return ""
        return self._reminders[self._rng.choice(("any", season(day)))].draw()

    def _visit_premises(self, number: int) -> None:
        premises = Deck(self._rng, self._scene.premises)
        for _each in range(number):
            one = premises.draw()
            words = {
                "shop": one.name or "",
                "person": one.responsible or "",
                "staff": str(one.employees),
            }
            entry, slots = self._phrases.say("premises", "s", words)
            facts: dict[str, Any] = {
                "kind": "04",
                "form": "01",
                "reason": "01",
                "outcome": _SOMEBODY,
                "premises_id": one.id,
                "place": one.address,
                "situation": entry["s"].format_map(slots),
                "conclusion": "02" if "d" in entry and "r" not in entry else "01",
            }
            for key, name in (("d", "demands"), ("m", "measures"), ("r", "result")):
                if key in entry:
                    facts[name] = entry[key].format_map(slots)
            self._add(self._scene.day(), facts)

    def _visit_empties(self, number: int) -> None:
        for empty in self._rng.sample(self._scene.empties, number):
            entry, slots = self._phrases.say("vacant", "s", {})
            facts = {
                "kind": "01",
                "form": "04",
                "reason": "01",
                "outcome": _EMPTY,
                "place": empty.address,
                "situation": entry["s"].format_map(slots),
                "conclusion": "01",
            }
            self._add(self._scene.day(), facts)

    def _patrol(self) -> None:
        building = self._rng.choice(self._scene.buildings)
        where = f"{building.compound}{building.name}"
        entry, slots = self._phrases.say("patrol", "s", {"where": where})
        facts = {
            "kind": "03",
            "form": "01",
            "reason": "01",
            "outcome": _SOMEBODY,
            "place": where,
            "situation": entry["s"].format_map(slots),
            "conclusion": "01",
        }
        self._add(self._scene.day(), facts)
