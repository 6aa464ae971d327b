"""Settings: look, safety, backups, the store about itself, about the program.

Modules:
- `page`: the page, section by section.
- `rows`: one setting in a row, with its choices.
- `looks`: colours, text size, language.
- `safety`: locking, password, recovery key.
- `sealing`: in which envelope files are written.
- `person`: who sits at the store of an office.
- `saving`: backups.
- `policies`, `policy_sorts`: the rules of work; what stands in the list of each sort.
- `policy_lists`, `policy_form`: a list of them; one of them.
- `listing`: a dialog that lists lines.
- `seen`: who has looked at what in full.
- `imports`: what was imported from files, where there is no page of batches.
- `store_facts`: what the store says about itself.
- `about`: version and licences.
- `task`: a button with the progress of what it does.
- `dialogs`: the dialogs that ask for the password.
"""

from __future__ import annotations
