"""One word for one thing: a worker hands in, an office sends down, and how much is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.replicas import Role
from gridkeeper.services.showing.days import in_full
from gridkeeper.texts import _, plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def left(
    role: Role,
    number: int,
    since: date | None = None,
    *,
    never: bool = False,
    rest: bool = False,
    asked: bool = False,
) -> str:
    """Return how many records were not handed over: the same sentence wherever it is said.

    Args:
        role: Whose they are.
        number: How many.
        since: The day of the first of them, where it is to be said.
        never: Whether a worker has handed in nothing at all so far.
        rest: Whether something was begun that is not finished.
        asked: Whether the office asks a worker to hand in again.
    """
    is_office = role is Role.OFFICE
    if not number and (asked or never):
        return _("The office asks you to hand in again") if asked else _("Nothing handed in yet")
    if not number and rest:
        return (
            _("Everything finished is sent down")
            if is_office
            else _("Nothing finished is left to hand in")
        )
    if not number:
        return _("Everything is sent down") if is_office else _("Nothing is left to hand in")
    text = (
        plural("{n} record not sent down", "{n} records not sent down", number)
        if is_office
        else plural("{n} record not handed in", "{n} records not handed in", number)
    )
    said = text.format(n=f"{number:,}")
    if since is None:
        return said
    when = _(", since {day}") if is_office else _(", the first recorded on {day}")
    return said + when.format(day=in_full(since))


def unfinished(role: Role, texts: Sequence[str]) -> str:
    """Return that something was begun and not saved, so that it does not go along; "" for nothing.

    Args:
        role: Whose it is.
        texts: What is called what, the latest first.
    """
    if not texts:
        return ""
    number = len(texts)
    text = (
        plural(
            "{n} form is not finished ({what}) and does not go down with the rest.",
            "{n} forms are not finished ({what}) and do not go down with the rest.",
            number,
        )
        if role is Role.OFFICE
        else plural(
            "{n} form is not finished ({what}) and is not handed in with the rest.",
            "{n} forms are not finished ({what}) and are not handed in with the rest.",
            number,
        )
    )
    what = texts[0] if number == 1 else _("{first} and others").format(first=texts[0])
    return text.format(n=number, what=what)


def first() -> str:
    """Return what a worker does before the office can send anything down to her."""
    return _("Hand in once first; after that the office can send down to you.")


def nobody(packages: int) -> str:
    """Return that no worker has handed in yet, and how many packages were made for them."""
    if not packages:
        return _("Nobody has joined yet")
    text = plural(
        "{n} enrolment package is made; nobody has handed in yet",
        "{n} enrolment packages are made; nobody has handed in yet",
        packages,
    )
    return text.format(n=f"{packages:,}")


def verb(role: Role) -> str:
    """Return what the button of it says, with its letter."""
    return _("Send d&own") if role is Role.OFFICE else _("&Hand in")


def again(role: Role) -> str:
    """Return what the button says where nothing is new, with its letter."""
    return _("Send down a&gain") if role is Role.OFFICE else _("Hand in &again")


def nothing_new(role: Role, at: str, number: int) -> str:
    """Return that there is nothing new, and of how much there is no receipt."""
    text = (
        plural(
            "Nothing new since {at}; {n} record sent down has no receipt yet.",
            "Nothing new since {at}; {n} records sent down have no receipt yet.",
            number,
        )
        if role is Role.OFFICE
        else plural(
            "Nothing new since {at}; {n} record handed in has no receipt yet.",
            "Nothing new since {at}; {n} records handed in have no receipt yet.",
            number,
        )
    )
    return text.format(at=at, n=f"{number:,}")


def along(number: int) -> str:
    """Return how much of a file is not new, and why it is in it."""
    text = plural(
        "{n} of these records went out before and has no receipt yet; it goes along once more.",
        "{n} of these records went out before and have no receipt yet; they go along once more.",
        number,
    )
    return text.format(n=f"{number:,}")


def doing(role: Role) -> str:
    """Return what is said while it runs."""
    return _("Sending down …") if role is Role.OFFICE else _("Handing in …")


def done(role: Role) -> str:
    """Return in a word that it is done: the one with which each record says how far it has come."""
    return _("Sent down") if role is Role.OFFICE else _("Exported")
