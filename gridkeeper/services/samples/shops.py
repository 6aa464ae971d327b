"""The small premises of a grid."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gridkeeper.domain.premises import Premises
from gridkeeper.services.samples import names, residents
from gridkeeper.services.samples.words import Deck, material

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from gridkeeper.domain.places import Grid
    from gridkeeper.services.samples.numbers import Numbers

_COMPANY, _TRADER, _CIVIL = "91", "92", "52"
_REGISTERED_AS = {"04": _COMPANY, "06": _COMPANY, "10": _COMPANY, "08": _CIVIL}


def shops(
    rng: random.Random, grid: Grid, number: int, numbers: Numbers, new_id: Callable[[], str]
) -> Iterator[Premises]:
    """Yield so many premises of a grid, one of each kind before the common kinds come again."""
    places = material("places")
    kinds = list(places["premises"])
    weights = [places["premises"][kind]["weight"] for kind in kinds]
    drawn = rng.sample(kinds, min(number, len(kinds)))
    drawn += rng.choices(kinds, weights, k=number - len(drawn))
    words, doors = Deck(rng, places["shop_words"]), Deck(rng, range(1, 200))
    for kind in drawn:
        facts = places["premises"][kind]
        boss = names.full_name(rng, rng.choice("12"), rng.randint(28, 58))
        yield Premises(
            id=new_id(),
            grid_id=grid.id,
            name=rng.choice(facts["names"]).format(word=words.draw()),
            credit_code=numbers.credit_code(_REGISTERED_AS.get(kind, _TRADER)),
            kind=kind,
            address=f"{places['street']}{rng.choice(places['roads'])}{doors.draw()}号",
            responsible=boss,
            phone=numbers.phone(),
            safety_officer=boss,
            employees=rng.randint(*facts["employees"]),
            last_check=residents.AS_OF - timedelta(days=rng.randint(5, 120)),
        )
