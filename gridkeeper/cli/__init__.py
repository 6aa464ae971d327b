"""The command line: parse, call a service, print (DESIGN §11).

Modules:
- `program`: the parser of all commands, and what becomes of errors.
- `context`: what a command gets: arguments, passwords, output.
- `output`: text for people, JSON for programs, progress on a terminal.
- `stores`: `store create|info|verify|rebuild|dump`.
- `imports`: `register import`, `cases import`.
- `records`: `record`, `step`, `list`.
- `batches`: `enrol`, `join`, `batch export|import|inspect`, `conflict list|settle`.
- `papers`: `ledger`, `report`.
- `demo`: `demo`.
"""

from __future__ import annotations
