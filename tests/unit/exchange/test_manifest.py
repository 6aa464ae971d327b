from __future__ import annotations

from dataclasses import replace

from gridkeeper.exchange.introducing import introduce, is_genuine
from gridkeeper.exchange.keys import new_keys
from gridkeeper.exchange.manifest import Package

SECRET = "5a" * 32


def an_introduction():
    return introduce(new_keys(), "replica", SECRET)


def test_an_introduction_is_genuine_to_who_knows_the_secret():
    assert is_genuine(an_introduction(), "replica", SECRET)


def test_an_introduction_names_the_public_keys():
    keys = new_keys()
    introduction = introduce(keys, "replica", SECRET)
    assert (introduction.sign_public, introduction.seal_public) == (
        keys.sign_public,
        keys.seal_public,
    )


def test_an_introduction_with_another_secret_is_not_genuine():
    assert not is_genuine(an_introduction(), "replica", "5b" * 32)


def test_an_introduction_of_another_replica_is_not_genuine():
    assert not is_genuine(an_introduction(), "another", SECRET)


def test_an_introduction_with_another_key_is_not_genuine():
    stranger = new_keys()
    for exchanged in (
        replace(an_introduction(), sign_public=stranger.sign_public),
        replace(an_introduction(), seal_public=stranger.seal_public),
        replace(an_introduction(), proof="证明"),
    ):
        assert not is_genuine(exchanged, "replica", SECRET)


def test_the_secret_of_a_package_is_not_printed():
    assert SECRET not in repr(Package(None, "age1", SECRET))
