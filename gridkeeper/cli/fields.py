"""`fields`: which fields there are to write, to import and to map columns to."""

from __future__ import annotations

import argparse
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from gridkeeper.cli.parser import values
from gridkeeper.domain import codes
from gridkeeper.domain.fields import Check, Type
from gridkeeper.domain.kinds import CASES, KINDS, PLURALS
from gridkeeper.services.imports import case_files, register_files
from gridkeeper.texts import N_, _, pick

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gridkeeper.cli.context import Context
    from gridkeeper.domain.fields import Field

_OF_CASES = "cases"
_IMPORTS: Mapping[str, str] = MappingProxyType(
    {
        "people": N_("columns of a roster of residents"),
        "doors": N_("columns of a list of doors and buildings"),
        "units": N_("columns of a list of premises"),
        _OF_CASES: N_("columns of cases of another system"),
    }
)
_SINGULARS = MappingProxyType({many: one for one, many in PLURALS.items()})
_MOST_CHOICES = 3

_EXAMPLES: Mapping[Type, str] = MappingProxyType(
    {
        Type.DAY: "2025-10-16",
        Type.MOMENT: "2025-10-16 19:00",
        Type.NUMBER: "3",
        Type.AMOUNT: "1200.50",
    }
)
_CHECKED: Mapping[Check, str] = MappingProxyType(
    {
        Check.PERSON_NAME: "周淑英",
        Check.ID_NUMBER: "11010119491001001X",
        Check.PHONE: "19900000101",
        Check.HOUR: "19:00",
    }
)
_DOOR = "3-2-501"
_BEHIND_DOORS = {"dwelling", "household"}


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the command of this module."""
    text = _("list the fields of what is imported or recorded, with an example of each")
    more = _(
        "List the fields of what is imported or recorded, with an example of each. A field's name "
        "stands behind = in --map, or in the JSON of “record”; its Chinese heading is understood "
        "at the top of a column by itself."
    )
    made = commands.add_parser("fields", parents=[common], help=text, description=more)
    made.add_argument("of", nargs="?", type=_known, metavar=_("KIND"), help=values(_listed()))
    made.set_defaults(run=fields)


def fields(context: Context) -> None:
    """List the fields of one kind, or what there is to be listed."""
    if context.of is None:
        context.output.result(kinds=[word for word, _said in _listed()])
        context.output.table([(f"  {word}", said) for word, said in _listed()])
        context.output.say(_("List the fields of one of them: gridkeeper fields KIND"))
        return
    found = list(_fields(context.of))
    context.output.result(
        fields=[
            {
                "name": name,
                "heading": heading,
                "type": "" if about is None else about.type.value,
                "example": _example(about),
                "also": [] if about is None else list(about.aliases),
            }
            for name, heading, about in found
        ]
    )
    head = (_("field"), _("heading"), pick("", "in English"), _("for example"))
    rows = [
        (name, heading, pick("", "" if about is None else about.label.en), _example(about))
        for name, heading, about in found
    ]
    context.output.table([head, *rows])


def _known(word: str) -> str:
    """Return the word for what is listed, of which both forms are understood."""
    name = word if word in _IMPORTS else _SINGULARS.get(word, word)
    if name not in _IMPORTS and name not in KINDS:
        shown = ", ".join(known for known, _said in _listed())
        text = _("{word} is none of: {words}").format(word=word, words=shown)
        raise argparse.ArgumentTypeError(text)
    return name


def _listed() -> list[tuple[str, str]]:
    """Return what there is to be listed, with what it is."""
    imports = [(word, _(said)) for word, said in _IMPORTS.items()]
    return [*imports, *((name, str(kind.label)) for name, kind in KINDS.items())]


def _fields(of: str) -> Iterator[tuple[str, str, Field | None]]:
    """Yield the name and the heading of each field; None where no single field is meant."""
    if of == _OF_CASES:
        for name, _called in case_files.choices():
            kind = next(one for one in CASES if name in one.by_name)
            yield name, kind.field(name).label.zh, kind.field(name)
    elif of in _IMPORTS:
        for meant, _called in register_files.choices(of):
            kind_name, _dot, name = meant.partition(".")
            about = KINDS[kind_name].by_name.get(name)
            whole = KINDS["premises"].field("address").label.zh
            yield meant, whole if about is None else about.label.zh, about
    else:
        for about in KINDS[of].fields:
            if about.name != "deleted":
                yield about.name, about.label.zh, about


def _example(about: Field | None) -> str:
    """Return how a field may be written; "" where any words will do."""
    if about is None:
        return "晨光里3幢2单元501"
    if about.type is Type.CODE:
        table = codes.table(about.codes)
        offered = [str(label) for label in table.offered.values()]
        more = pick("……", " …") if len(offered) > _MOST_CHOICES else ""
        return " / ".join(offered[:_MOST_CHOICES]) + more
    if about.type is Type.YES_NO:
        return pick("是 / 否", "yes / no")
    return next((_CHECKED[one] for one in about.checks if one in _CHECKED), _usual(about))


def _usual(about: Field) -> str:
    """Return how what is of its type may be written."""
    if about.type is Type.RECORD and about.refers in _BEHIND_DOORS:
        return _DOOR
    return "1998" if about.name.endswith("year") else _EXAMPLES.get(about.type, "")
