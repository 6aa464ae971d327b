"""The command line: parse, call a service, print (DESIGN §11).

Modules:
- `program`: the parser of all commands, and what becomes of errors.
- `context`: what a command gets: arguments, passwords, output.
- `parser`: the parser in the language in force; help and one-line errors.
- `layout`: text in columns, where a Chinese character is two wide.
- `named`: kinds of records as they are named on the command line.
- `output`: text for people, JSON for programs, progress on a terminal.
- `sealing`: `store envelope`.
- `stores`: `store create|info|verify|rebuild|dump`.
- `imports`: `register import`, `cases import`.
- `fields`: `fields`.
- `register`: `register move-in|move-out|move|born|died|split|join|head`.
- `doubles`: `register verify|same|not-same|duplicates`.
- `who`: what commands about the register share.
- `records`: `record`, `step`, `list`.
- `quick_lines`: `record line`.
- `plans`: `plan list|coverage|rules|adopt|set|sheet|keyed`.
- `batches`: `enrol`, `join`, `batch export|import|undo|redo`.
- `inspecting`: `batch inspect`.
- `aside`: `batch aside|retry`.
- `radar`: `batch radar`.
- `packages`: what commands about packages share.
- `mailbox`: `mailbox set|off|show|look|take`.
- `workers`: `worker revoke|readmit|grids|hand-over`.
- `districts`: `district invite|join`.
- `outcomes`: what came of batches, told to a person.
- `attachments`: `attach add|list|save`.
- `conflicts`: `conflict list|settle`.
- `papers`: `ledger`, `report`.
- `demo`: `demo`.
- `window`: `app`, and no command at all.
"""

from __future__ import annotations
