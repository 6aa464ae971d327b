"""Telling what changed."""

from __future__ import annotations

from gridkeeper.services.changes import Changed, Changes

VISIT = Changed(frozenset({"visit"}), frozenset({"1"}))


def test_whoever_listens_is_told():
    changes, heard = Changes(), []
    changes.listen(heard.append)

    changes.tell(VISIT)

    assert heard == [VISIT]


def test_whoever_stopped_listening_is_not_told():
    changes, heard = Changes(), []
    stop = changes.listen(heard.append)

    stop()
    stop()
    changes.tell(VISIT)

    assert heard == []


def test_one_listener_may_listen_twice():
    changes, heard = Changes(), []
    stop = changes.listen(heard.append)
    changes.listen(heard.append)

    stop()
    changes.tell(VISIT)

    assert heard == [VISIT]


def test_a_listener_may_stop_while_it_is_told():
    changes, heard = Changes(), []
    stop = changes.listen(lambda changed: (heard.append(changed), stop()))

    changes.tell(VISIT)
    changes.tell(VISIT)

    assert heard == [VISIT]


def test_nothing_is_told_of_nothing():
    changes, heard = Changes(), []
    changes.listen(heard.append)

    changes.tell(Changed(frozenset()))

    assert heard == []
