"""Use cases: one public method is one thing a person can do.

Modules:
- `session`: one person at one open store; what every service works with.
- `stores`: making a store, and asking it about itself.
- `drafts`: from what was typed to a record; the one way in.
- `recording`: visits, disputes, hazards and requests.
- `casework`: cases from state to state, and their timelines.
- `lists`: what a list shows.
- `register_files`, `register_import`: taking in rosters.
- `case_files`, `cases_import`: taking in cases of other systems.
- `returned`: handing refused rows back, to be mended.
- `enrolment`: how a worker joins an office.
- `batch_export`, `batch_import`: handing over and taking in.
- `streams`: whether a batch follows what came before.
- `conflicts`: what two people said differently.
- `figures`: every tally of a period.
- `paper_lines`, `papers`: what papers say beside a record, at their head and foot.
- `ledger_export`, `report_export`: ledgers and reports.
- `samples`: the generated community.
- `demo`, `demo_papers`: the whole main job on it.
"""

from __future__ import annotations
