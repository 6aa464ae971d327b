"""Nothing that is shown masked names anybody of the whole register in a text."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.fields import Mask
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.periods import Period
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.ledgers import registry
from gridkeeper.progress import Quiet
from gridkeeper.services.papers.ledger_export import LedgerExportService
from gridkeeper.services.papers.report_export import PERIODICAL, ReportExportService
from gridkeeper.services.samples.sampling import OFFICE_FILE, PASSWORD, Sampling
from gridkeeper.services.showing.lists import ListService
from gridkeeper.services.store import stores
from gridkeeper.services.views.browsing import BrowseService, Query
from gridkeeper.services.views.dossiers import DossierService
from tests.helpers import pdfs
from tests.helpers.stores import CHEAP
from tests.helpers.towns import FixedClock, a_visit_of, cheap_codes, record, rename, where

pytestmark = pytest.mark.no_cover

CLOCK = FixedClock(datetime(2026, 11, 20, 2, 30, tzinfo=UTC))
AUTUMN = Period(date(2026, 9, 1), date(2026, 11, 30))
# A worker, who is named openly, or a shop, may be called as somebody in the register is.
OPEN = {Mask.NONE, Mask.WORDS, Mask.STAFF, Mask.UNIT}
TOLD = (
    (kinds.VISIT, "situation"),
    (kinds.DISPUTE, "title"),
    (kinds.DISPUTE, "content"),
    (kinds.HAZARD, "content"),
    (kinds.RECHECK, "opinion"),
    (kinds.REQUEST, "title"),
    (kinds.REQUEST, "content"),
    (kinds.PERSON, "remark"),
    (kinds.PERSON_TAG, "basis"),
    (kinds.HOUSEHOLD, "colour_reason"),
)
SHARED = [Profile.MASKED, Profile.PUBLIC]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The office of a sample in which a month has passed, and in which strangers are talked of."""
    folder = tmp_path_factory.mktemp("sample") / "here"
    with cheap_codes():
        Sampling(CLOCK, new_id, CHEAP).make(folder, Quiet())
    session = stores.opened(folder / OFFICE_FILE, (PASSWORD, ""), CLOCK)
    for kind, field in TOLD:
        one = where(session, kind)[0]
        rename(session, kind, one, **{field: gossip(session)})
    yield session
    session.close()


def gossip(session):
    """Return a text about people from all over the place, with nothing between their names."""
    return "".join(sorted(one.name for one in where(session, kinds.PERSON) if one.name)[::9])[:150]


@pytest.fixture(scope="module")
def register(office):
    """The names of all people who stand in any field of names."""
    return values(office, Mask.NAME) - values(office, Mask.STAFF)


def values(session, mask):
    found = {
        str(getattr(one, about.name) or "")
        for kind in KINDS.values()
        for about in kind.fields
        if about.mask is mask
        for one in where(session, kind)
    }
    return {one for one in found if len(one) > 1 and shown(one, Mask.NAME, Profile.MASKED) != one}


@pytest.mark.parametrize("name", registry.NAMES)
def test_no_text_of_a_ledger_names_anybody(office, register, name):
    profile = Profile.MASKED
    ledger = registry.ledger(name, date(2026, 11, 20))
    columns = ledger.for_profile(profile)
    seen = LedgerExportService(office).begun(name, AUTUMN, profile, most=100_000)

    assert seen.total
    said = {
        text for row in seen.rows for of, text in zip(columns, row, strict=True) if masked(of.mask)
    }
    assert [one for one in register if any(one in text for text in said)] == []


@pytest.mark.parametrize("profile", SHARED)
@pytest.mark.parametrize("name", PERIODICAL)
def test_no_report_names_anybody(office, register, name, profile, tmp_path):
    path = tmp_path / "r.pdf"
    ReportExportService(office).write(name, AUTUMN, path, profile, Quiet())

    text = "".join(pdfs.text(path).split())
    assert [one for one in register if one in text] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda one: one.name)
def test_no_text_of_a_list_names_anybody(office, register, kind):
    said = {
        text
        for one in ListService(office).list(kind, limit=100_000)
        for name, text in one.values.items()
        if masked(kind.field(name).mask)
    }
    assert [one for one in register if any(one in text for text in said)] == []


def test_in_full_they_are_named(office, register):
    seen = LedgerExportService(office).begun("visits", AUTUMN, Profile.FULL, most=100_000)
    told = "".join("".join(row) for row in seen.rows)

    talk = gossip(office)

    assert talk in told
    assert len([one for one in register if one in talk]) > 30


def masked(mask):
    return mask not in OPEN


def test_whoever_comes_into_the_register_is_hidden_at_once(town):
    a_visit_of(town.mei, situation="王春丽代为开门")
    assert story(town.mei) == "王春丽代为开门"
    person = record(town.mei, kinds.PERSON, name="王春丽")
    assert story(town.mei) == "王**代为开门"
    rename(town.mei, kinds.PERSON, person, name="王秋丽")
    assert story(town.mei) == "王**代为开门"


def story(session):
    query = Query("visit")
    browse = BrowseService(session)
    rows = browse.rows(query, browse.places(query, Quiet()), ["situation"])
    (text,) = (row.texts[0] for row in rows.values())
    return text


def test_the_lead_of_a_building_who_lives_there_is_named_as_lead(town):
    building = record(town.office, kinds.BUILDING, name="9幢", lead="王春丽")
    record(town.office, kinds.PERSON, name="王春丽")

    facts = DossierService(town.office).of(kinds.BUILDING, building.id).facts

    assert "王春丽" in [fact.text for fact in facts]
