"""What is met, said and agreed at a door."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from gridkeeper.services.samples import care, families, scenes
from gridkeeper.services.samples.words import Deck, material, numeral, season, weighted

if TYPE_CHECKING:
    from datetime import date, datetime

    from gridkeeper.domain.people import Person
    from gridkeeper.services.samples.scenes import Home, Scene
    from gridkeeper.services.samples.words import Phrases, Slots

_SOMEBODY, _FAMILY, _MISSED, _REFUSED = "01", "02", "03", "04"
_MOVED, _CHANGED = "06", "07"
_WAS_MISSED, _WAS_REFUSED = "35", "36"
_PHONED = "phone"
_SATURDAY = 5

# Which texts a care group has; the first that a person has counts.
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


class HomeVisits:
    """Makes up what visits to households are about."""

    def __init__(self, scene: Scene, phrases: Phrases) -> None:
        self._rng, self._phrases = scene.rng, phrases
        self._reminders: dict[str, Deck[str]] = {
            name: Deck(scene.rng, words) for name, words in material("visits")["reminders"].items()
        }

    def facts(self, home: Home, starts: datetime) -> dict[str, Any]:
        """Return the fields of one visit that depend on what happens at the door."""
        several = len(home.adults(starts.date())) > 1
        weights = {_SOMEBODY: 62, _FAMILY: 17 if several else 0, _MISSED: 13, _REFUSED: 2}
        weights |= {_CHANGED: 2, _MOVED: 1 if home.tenant else 0, _PHONED: 5}
        outcome = weighted(self._rng, weights)
        return {
            "household_id": home.household.id,
            "place": home.address,
            **self._by_outcome(outcome, home, starts),
        }

    def _by_outcome(self, outcome: str, home: Home, starts: datetime) -> dict[str, Any]:
        if outcome == _MISSED:
            return self._missed(home, starts)
        if outcome == _REFUSED:
            return self._refused(home, starts)
        if outcome == _PHONED:
            return self._phoned(home, starts)
        return self._met(home, starts, outcome)

    def _missed(self, home: Home, starts: datetime) -> dict[str, Any]:
        entry, slots = self._of_head("missed", home, starts)
        return {
            "outcome": _MISSED,
            "form": "04",
            "tries": self._rng.choice((1, 1, 2, 2, 3)),
            "situation": entry["s"].format_map(slots),
            "conclusion": "02",
            "next_due": starts.date() + timedelta(days=self._rng.randint(2, 6)),
            "next_at": entry.get("at"),
            "state": _WAS_MISSED,
        }

    def _refused(self, home: Home, starts: datetime) -> dict[str, Any]:
        entry, slots = self._of_head("refused", home, starts)
        return {
            "outcome": _REFUSED,
            "tries": 1,
            "situation": entry["s"].format_map(slots),
            "conclusion": "02",
            "next_due": starts.date() + timedelta(days=self._rng.randint(14, 30)),
            "state": _WAS_REFUSED,
        }

    def _of_head(self, group: str, home: Home, starts: datetime) -> tuple[Any, Slots]:
        """Draw a text about the head of a household."""
        words = home.words(home.people[0], starts.date())
        return self._phrases.say(group, "s", {**words, "hour": hour_of(starts)})

    def _phoned(self, home: Home, starts: datetime) -> dict[str, Any]:
        told = self._told("phone", home, home.people[0], starts)
        return {
            **told,
            "kind": "02",
            "outcome": _SOMEBODY,
            "form": self._rng.choice(("02", "02", "03")),
        }

    def _met(self, home: Home, starts: datetime, outcome: str) -> dict[str, Any]:
        day = starts.date()
        person, group = self._about(home, day)
        words: dict[str, str] = {}
        if outcome == _FAMILY:
            head, other, *_rest = home.adults(day)
            person, group = head, "relative"
            words["kin"] = _KIN.get(other.relation or "") or _SPOUSE[other.sex or families.MAN]
        elif outcome in {_MOVED, _CHANGED}:
            group = "moved" if outcome == _MOVED else "changed"
        told = self._told(group, home, person, starts, **words)
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
            return "family" if home.has_pupil(day) else "toddler"
        if home.has_old(day):
            return "general"
        young = scenes.age_on(home.people[0], day) < 36
        return "young" if young and self._rng.random() < 0.6 else "general"

    def _told(
        self, group: str, home: Home, person: Person, starts: datetime, **words: str
    ) -> dict[str, Any]:
        """Return what a visit's texts say, with what follows from it."""
        day = starts.date()
        known = {**home.words(person, day), "hour": hour_of(starts), **words}
        entry, slots = self._phrases.say(group, "s", known)
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
        return self._reminders[self._rng.choice(("any", "any", season(day)))].draw()


def hour_of(starts: datetime) -> str:
    """Return a time of day as people say it."""
    weekend = {_SATURDAY: "周六", _SATURDAY + 1: "周日"}.get(starts.weekday(), "")
    part = "上午" if starts.hour < 12 else "下午" if starts.hour < 18 else "晚上"
    return f"{weekend}{part}{numeral(starts.hour % 12).replace('二', '两')}点多"
