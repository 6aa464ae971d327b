"""ledgers."""

from __future__ import annotations
