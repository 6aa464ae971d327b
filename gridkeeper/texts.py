"""Translated texts: English in the code, Chinese first in front of people.

`_` is called where a text is shown, never at import time; `N_` marks a text in a module's table.
Every `*.mo` file of a language's folder under `resources/translations` is one catalogue; they are
asked one after the other, so each package keeps its own.
"""

from __future__ import annotations

import gettext
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from gridkeeper import resources

if TYPE_CHECKING:
    from collections.abc import Iterable

CHINESE = "zh_CN"
ENGLISH = "en"
LANGUAGES = (CHINESE, ENGLISH)

_language: ContextVar[str] = ContextVar("gridkeeper_language", default=CHINESE)


def language() -> str:
    """Return the language in force for this thread or task."""
    return _language.get()


def use(name: str) -> None:
    """Put a language in force for this thread or task.

    Raises:
        ValueError: Not one of `LANGUAGES`.
    """
    if name not in LANGUAGES:
        message = f"unknown language: {name!r}"
        raise ValueError(message)
    _language.set(name)


@cache
def _catalogue(name: str) -> gettext.NullTranslations:
    folder = resources.path(f"translations/{name}")
    merged: gettext.NullTranslations = gettext.NullTranslations()
    for file in sorted(folder.glob("*.mo")):
        with file.open("rb") as stream:
            catalogue = gettext.GNUTranslations(stream)
        catalogue.add_fallback(merged)
        merged = catalogue
    return merged


def _(message: str) -> str:
    """Return a text in the language in force."""
    return _catalogue(_language.get()).gettext(message)


def plural(one: str, many: str, count: int) -> str:
    """Return the form of a text that fits a number; the caller formats the number in."""
    return _catalogue(_language.get()).ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a text for the catalogue and return it as it is."""
    return message


def capital(text: str) -> str:
    """Return a text as it begins a line or a cell."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Return a text as it goes on in a sentence; what is written in capitals stays so."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def joined(clauses: Iterable[str]) -> str:
    """Return clauses as one sentence: those after the first begin small."""
    first, *others = [*clauses] or [""]
    return pick("；", "; ").join((first, *map(small, others)))


def pick(zh: str, en: str) -> str:
    """Return the one of two texts that is in the language in force."""
    return zh if _language.get() == CHINESE else en
