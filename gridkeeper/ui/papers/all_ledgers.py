"""All ledgers of a period at once, into a folder of their own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridkeeper.domain import file_names
from gridkeeper.errors import FileUnwritableError
from gridkeeper.services import errands
from gridkeeper.texts import _, plural
from gridkeeper.ui.jobs.child import in_child
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.messages import PAPERS
from gridkeeper.ui.papers.handing_out import file_name
from gridkeeper.ui.papers.in_full import ask_what_for, lacks_reason
from gridkeeper.ui.papers.profiles import PROFILES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.privacy import Profile
    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which days they are to be, and for whom.

    Attributes:
        reason: Why people are to be seen in full; "" where they are not.
    """

    period: Period
    profile: Profile
    reason: str = ""


def choose(frame: Frame, wanted: Wanted) -> None:
    """Let a folder be chosen and write them there; of those in full it is said first what for."""

    def ask_where(reason: str) -> None:
        sure, title = replace(wanted, reason=reason), _("Where to save all ledgers")
        frame.messages.folder(title, lambda folder: write(frame, sure, folder), PAPERS)

    if lacks_reason(frame, wanted.profile, wanted.reason):
        ask_what_for(frame, ask_where)
    else:
        ask_where(wanted.reason)


def write(frame: Frame, wanted: Wanted, folder: Path) -> None:
    """Write all ledgers into a new folder inside one; a cancelled one is gone again."""
    days, profile = wanted.period.text(), _(PROFILES[wanted.profile])
    inside = _free(folder, file_name(_("Ledgers"), days, profile, ending=""))
    titles = frame.desk.ledgers.titles_for(wanted.profile)
    today = file_names.on_day(frame.desk.session.today())
    paths = {
        name: inside / file_name(str(title), days if dated else today, profile, ending=".xlsx")
        for name, (title, dated) in titles.items()
    }
    way = errands.access(frame.desk.session, wanted.reason)

    def work(progress: Progress) -> object:
        _make(inside)
        try:
            in_child(errands.write_ledgers, way, paths, wanted.period, wanted.profile)(progress)
        except BaseException:  # also a cancel: half of them would look like all
            shutil.rmtree(inside, ignore_errors=True)
            raise
        return paths

    def done(written: Mapping[str, Path]) -> None:
        text = plural(
            "{n} ledger saved in {folder}", "{n} ledgers saved in {folder}", len(written)
        ).format(n=len(written), folder=inside)
        frame.notices.say(
            text, Tone.GOOD, _("Open the fo&lder"), lambda: frame.messages.open_folder(inside)
        )

    frame.ask(_("Writing all ledgers of {days}").format(days=days), work, done, Lane.ERRAND)


def _make(folder: Path) -> None:
    try:
        folder.mkdir()
    except OSError as error:
        raise FileUnwritableError(file=folder, reason=str(error)) from error


def _free(folder: Path, name: str) -> Path:
    """Return a name in a folder that nothing has yet."""
    path, number = folder / name, 2
    while path.exists():
        path, number = folder / f"{name} {number}", number + 1
    return path
