"""Care groups that are kept only on a legal basis, and who may know of them (DOMAIN §8.7, §11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gridkeeper.domain.policies import LegalBasis

TAGS = ("B01", "B02", "B03", "B04")
"""Codes of the table `person_tag` that are restricted."""

MATTER = "01"
"""Code of the table `legal_matter`: on this basis they may be kept."""


def in_force(bases: Iterable[LegalBasis], on: date) -> bool:
    """Whether restricted care groups may be kept on a day."""
    return any(
        one.matter == MATTER
        and not one.deleted
        and one.approved_on is not None
        and one.approved_on <= on
        and (one.until is None or on <= one.until)
        for one in bases
    )


def may_read(tag: str | None, responsible: str | None, reader: str | None) -> bool:
    """Whether somebody may know that a person belongs to a care group.

    Args:
        tag: Code of the care group.
        responsible: Who is responsible for the person; nobody else of the workers may know.
        reader: The worker who reads; None for an office.
    """
    return tag not in TAGS or reader is None or responsible == reader
