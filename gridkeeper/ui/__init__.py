"""The screen: Qt. Asks services, shows domain values; one folder a page.

Modules:
- `application`: Qt with our fonts, look and language around one window.
- `screen`: whether a window can be shown at all.
- `input_methods`: typing Chinese out of the box.
- `languages`: the language of the screen.
- `preferences`: what a person prefers on this computer.
- `main_window`: the one window.
- `workspace`, `trail`: an open store: navigation, pages, status line; the way back.
- `frame`: what a page may use of the window around it.
- `page`, `pages`: what a page is; which there are.
- `navigation`, `status_line`, `standing`: the rail at the left, the line at the foot, its words.
- `actions`: one table of what can be done from the keyboard.
- `window_actions`: what comes of those that answer from everywhere.
- `patrols`: how a patrol is called and begun.
- `choices`: what is chosen on the pages, while all of them are made anew.
- `idleness`: how long nobody has touched the program.
- `handing`: what handing over is called, by who does it.
- `undoing`: undo and redo.
- `heeding`: what another program writes into the open store.
- `leaving`: the way out of the sample.
- `messages`: the only door to dialogs.
- `notices`: what is told without asking.
- `crash`: what is shown when the program has a fault.
- `copies`: a restored copy says that it is one.
- `backing_up`: the daily backup.
- `damage`: what is shown of a damaged store.
- `look`: tokens, style sheet, fonts, icons, theme.
- `jobs`: work that is not done on the window's thread.
- `widgets`: small pieces.
- `models`, `lists`: tables of records.
- `forms`: forms bound to the descriptions of fields.
- `attachments`: photos and documents of a record.
- `first_run`: the gate: first start and unlocking.
- `search`: the search box that also runs commands.
- `help`: F1.
- `today`, `figures`: the pages that a day begins with.
- `doors`: the page of buildings, floors by doors.
- `register`: what is done with the register beside typing it.
- `people`, `visits`, `disputes`, `hazards`, `requests`: the pages of records.
- `exchange`, `papers`, `settings`: handing over and taking in; ledgers and reports; settings.
"""

from __future__ import annotations
