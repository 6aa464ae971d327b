from __future__ import annotations

import pytest

from gridkeeper.domain.replicas import Role


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_name(role):
    assert role.label.zh
    assert role.label.en
