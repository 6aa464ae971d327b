"""What tests of batches share: both envelopes, one after the other."""

from __future__ import annotations

import pytest

from gridkeeper.exchange import envelopes
from tests.integration.exchange import builders


@pytest.fixture(params=envelopes.NAMES)
def each_envelope(request):
    """Let batches be made in one envelope, then in the other."""
    builders.choose(request.param)
    yield request.param
    builders.choose(envelopes.AGE)
