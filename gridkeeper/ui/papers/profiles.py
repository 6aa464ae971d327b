"""For whom a paper is, in words."""

from __future__ import annotations

from gridkeeper.domain.privacy import Profile
from gridkeeper.texts import N_

PROFILES = {
    Profile.MASKED: N_("Masked copy"),
    Profile.FULL: N_("Full copy"),
    Profile.PUBLIC: N_("Copy for the board"),
}
MEANINGS = {
    Profile.MASKED: N_(
        "Masked copy: names show the surname only, the middle of phone and ID numbers is hidden. "
        "In texts only names that are registered are masked: read them before it goes out."
    ),
    Profile.FULL: N_(
        "Full copy: nothing is hidden; only for work within this office. Every viewing is logged."
    ),
    Profile.PUBLIC: N_(
        "For the notice board: how many visits, disputes and requests there were, and the hazards "
        "one by one; nobody is named, and nothing that people told is in it."
    ),
}
