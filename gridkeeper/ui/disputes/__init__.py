"""The page of disputes.

Modules:
- `page`: its list and its words.
"""

from __future__ import annotations
