"""What tests of several packages share: builders, fakes, and what reads results back."""

from __future__ import annotations
