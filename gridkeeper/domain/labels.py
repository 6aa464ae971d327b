"""A name of a thing in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from typing_extensions import override

from gridkeeper.texts import pick


@dataclass(frozen=True, slots=True)
class Label:
    """The two names; as a text, the one of the language in force."""

    zh: str
    en: str

    @override
    def __str__(self) -> str:
        return pick(self.zh, self.en)
