"""The recovery key on paper."""

from __future__ import annotations

from gridkeeper.domain.lines import Heading
from gridkeeper.domain.privacy import Profile
from gridkeeper.reports import recovery_key
from tests.helpers.pdfs import pages

KEY = "-".join(f"A{number:02d}Z" for number in range(14))
HEADING = Heading(
    unit="晨光社区",
    author="王芳",
    period="",
    cut_off="2026-10-08 09:30",
    version="GridKeeper 0",
    made_on="2026年10月8日",
    profile=Profile.FULL,
)


def test_every_group_of_the_key_stands_on_its_one_page(tmp_path):
    path = tmp_path / "key.pdf"

    recovery_key.write(path, KEY, "office.gkdb", heading=HEADING)

    (text,) = pages(path)
    assert all(group in text for group in KEY.split("-"))
    assert "office.gkdb" in text
    assert "王芳" in text
    assert "恢复密钥" in text
