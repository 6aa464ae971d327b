"""What checks and patrols found, by the checklists that come with the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import checks
from gridkeeper.domain.checks import Mark, Result
from gridkeeper.services.plans.checklists import supplied

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_RESTAURANT = "02"
_BY_PREMISES = {_RESTAURANT: "restaurant", "03": "hotel"}
_USUAL = "premises-fire"
_GAS = "燃气"


def of_premises(kind: str | None, situation: str, wrong: Mapping[str, str]) -> str:
    """Return what was found in premises of a kind; `wrong` says which items were not in order.

    Only who cooks has gas, and whom the situation says to have some.
    """
    name = _BY_PREMISES.get(kind or "", _USUAL)
    has_gas = kind == _RESTAURANT or _GAS in situation
    void = () if has_gas else tuple(one for one in _items(name) if _GAS in one)
    return _written(name, wrong, void)


def of_patrol(name: str, wrong: Mapping[str, str]) -> str:
    """Return what was found by a checklist of patrols."""
    return _written(name, wrong, ())


def _written(name: str, wrong: Mapping[str, str], void: Sequence[str]) -> str:
    def found(item: str) -> Result:
        if item in wrong:
            return Result(item, Mark.WRONG, wrong[item])
        return Result(item, Mark.VOID if item in void else Mark.FINE)

    return checks.written(map(found, _items(name)))


def _items(name: str) -> tuple[str, ...]:
    """Return the items of a checklist in Chinese, as all samples are."""
    return next(tuple(zh for zh, _en in one["items"]) for one in supplied() if one["id"] == name)
