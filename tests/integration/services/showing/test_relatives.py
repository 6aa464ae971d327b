"""Nothing that hangs on a record names, in full, whom the record or its relatives name."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.fields import Mask
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.kinds import KINDS, kind_of
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.progress import Quiet
from gridkeeper.services.samples.sampling import OFFICE_FILE, PASSWORD, Sampling
from gridkeeper.services.store import stores
from gridkeeper.services.views.dossiers import DossierService
from tests.helpers.stores import CHEAP
from tests.helpers.towns import FixedClock, a_visit_of, cheap_codes, record, where

pytestmark = pytest.mark.no_cover

CLOCK = FixedClock(datetime(2026, 11, 20, 2, 30, tzinfo=UTC))
NUMBER = re.compile(r"(?<![\da-f])(?:1\d{10}|\d{17}[\dXx])(?![\da-f])")  # no part of an id
HIDDEN = {Mask.NAME, Mask.PHONE, Mask.ID_NUMBER}
# Telephones of offices hang on the notice board: they have no mask.
OPEN = {"grid", "building"}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The office of a sample in which a month has passed."""
    folder = tmp_path_factory.mktemp("sample") / "here"
    with cheap_codes():
        Sampling(CLOCK, new_id, CHEAP).make(folder, Quiet())
    session = stores.opened(folder / OFFICE_FILE, (PASSWORD, ""), CLOCK)
    yield session
    session.close()


def secrets(one):
    """Return what a mask hides of a record's fields: names of people, numbers."""
    fields = [about for about in kind_of(one).fields if about.mask in HIDDEN]
    values = [(str(getattr(one, about.name) or ""), about.mask) for about in fields]
    return {
        value
        for value, mask in values
        if len(value) > 1 and shown(value, mask, Profile.MASKED) != value
    }


@pytest.fixture(scope="module")
def hidden_of(office):
    """What a mask hides of each record, by its id."""
    return {one.id: secrets(one) for kind in KINDS.values() for one in where(office, kind)}


def related(dossier):
    """Return the ids of what hangs on a record."""
    return [link.id for group in dossier.related for link in group.links]


def told(dossier):
    """Return what is shown of a record and of what hangs on it."""
    links = [link.title for group in dossier.related for link in group.links]
    return "\n".join([dossier.title, *(fact.text for fact in dossier.facts), *links])


@pytest.mark.parametrize("kind", [name for name in KINDS if name != "case_step"])
def test_no_dossier_of_the_sample_names_anybody_of_its_own_or_of_its_relatives(
    office, hidden_of, kind
):
    for one in where(office, KINDS[kind]):
        dossier = DossierService(office).of(KINDS[kind], one.id)
        hidden = set().union(*(hidden_of[each] for each in (one.id, *related(dossier))))
        text = told(dossier)
        assert [value for value in hidden if value in text] == []
        assert kind in OPEN or NUMBER.findall(text) == []


def test_the_visit_that_a_dispute_came_from_does_not_name_its_parties(town):
    parties = [{"side": "1", "name": "周大福"}, {"side": "2", "name": "欧阳静"}]
    story = "周大福与欧阳静为漏水吵架"
    a_visit_of(town.mei, situation=story, disputes=[{"title": "漏水", "parties": parties}])
    (dispute,) = where(town.mei, kinds.DISPUTE)

    (origin,) = (
        group
        for group in DossierService(town.mei).of(kinds.DISPUTE, dispute.id).related
        if group.label == "来自"
    )

    assert [link.title for link in origin.links] == ["周**与欧阳*为漏水吵架"]


def test_a_dispute_does_not_name_the_people_of_the_home_that_its_visit_was_paid_to(town):
    a_visit_of(town.mei, disputes=[{"title": "张三家漏水"}])
    (dispute,) = where(town.mei, kinds.DISPUTE)

    assert DossierService(town.mei).of(kinds.DISPUTE, dispute.id).title == "张*家漏水"


def test_a_visit_to_a_shop_does_not_name_whoever_is_responsible_there(town):
    shop = record(town.mei, kinds.PREMISES, name="便民超市", responsible="钱进宝")
    visit = record(
        town.mei,
        kinds.VISIT,
        premises_id=shop.id,
        visited_on="2026-10-02",
        outcome="见到本人",
        situation="钱进宝已清理堆物",
    )

    facts = DossierService(town.mei).of(kinds.VISIT, visit.id).facts

    assert "钱**已清理堆物" in [fact.text for fact in facts]
