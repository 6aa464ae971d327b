"""The command line: parse, call a service, print (DESIGN §11).

Modules:
- `program`: the parser of all commands, and what becomes of errors.
- `context`: what a command gets: arguments, passwords, output.
- `parser`: the parser in the language in force; help and one-line errors.
- `layout`: text in columns, where a Chinese character is two wide.
- `named`: kinds of records as they are named on the command line.
- `output`: text for people, JSON for programs, progress on a terminal.
- `stores`: `store create|info|verify|rebuild|dump`.
- `imports`: `register import`, `cases import`.
- `records`: `record`, `step`, `list`.
- `batches`: `enrol`, `join`, `batch export|import|undo|redo|inspect`.
- `aside`: `batch aside|retry`.
- `workers`: `worker revoke|readmit|grids`.
- `outcomes`: what came of batches, told to a person.
- `conflicts`: `conflict list|settle`.
- `papers`: `ledger`, `report`.
- `demo`: `demo`.
- `window`: `app`, and no command at all.
"""

from __future__ import annotations
