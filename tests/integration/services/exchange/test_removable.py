"""Sticks that are plugged in: only those that can be written are offered."""

from __future__ import annotations

from gridkeeper.services.exchange import removable
from gridkeeper.storage import drives


def test_a_stick_that_cannot_be_written_is_not_offered(tmp_path, monkeypatch):
    stick, other = tmp_path / "stick", tmp_path / "gone"
    stick.mkdir()
    monkeypatch.setattr(drives, "removable", lambda: [other, stick])

    assert removable.places() == [stick]
