"""Values, rules and merging; pure: no input or output, no clock, no chance.

Modules:
- `fields`: how a field is described, once.
- `records`: what every record is, and what a kind is.
- `kinds`: all kinds of records, by name.
- `ids`, `clock`: the only doors to chance and to the present moment.
- `changes`: immutable changes, and the record they amount to; the heart.
- `codes`: code tables.
- `places`, `households`, `people`, `premises`: the register.
- `visits`, `disputes`, `hazards`, `requests`: the work.
- `cases`: what disputes, hazards and requests share.
- `privacy`: the one masking policy.
- `periods`: the days that a ledger, a list or a report is about.
- `lines`: a record with what papers say beside it.
- `tallies`: what is counted, and how.
"""

from __future__ import annotations
