"""The steps; the number is the revision.

Modules:
- `0001_first`: the first schema.
- `0002_indexes_for_lists`: indexes in the order of lists.
- `0003_scopes_that_change`: grids that change hands, and words that an office has lost.
- `0004_attachments`: photos and documents.
- `0005_how_far_records_have_come`: how changes came here, sizes of batches, refused batches.
- `0006_register_and_policies`: events of the register, consents, rules of the office.
- `0007_checks`: checklists and what was found by them; hours of appointments.
"""

from __future__ import annotations
