"""Taking in what other systems and offices have: rosters and cases.

Modules:
- `register_files`, `case_files`: how such files are read: policy as data.
- `register_import`: taking in rosters.
- `roster_rows`, `roster_known`, `roster_taking`: what a row says; what the register knows; one
  row after the other.
- `roster_places`, `roster_doubles`, `roster_memory`: its places; whom a new person may be; what its
  columns mean, as somebody said it.
- `roster_natures`: what it says of everybody in it by what it is a list of.
- `cases_import`: taking in cases.
- `imported`: which files were imported, to be taken back.
- `returned`: handing refused rows back, to be mended.
"""

from __future__ import annotations
