"""Figures, ledgers and reports: out of the store, checked against its own counts.

Modules:
- `figures`, `month_figures`, `comparisons`: every tally of a period; the month so far; beside the
  period before, with its records.
- `household_cards`: what stands on the card of a household.
- `titles`: what papers are called.
- `sheets`: what stands at the head and the foot of papers.
- `ledger_export`, `report_export`: ledgers and reports.
"""

from __future__ import annotations
