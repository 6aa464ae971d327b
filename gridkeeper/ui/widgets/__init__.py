"""Small pieces that pages and dialogs are put together from.

Modules:
- `pieces`: labels, buttons, chips, cards and empty states in our look.
- `pressing`: buttons that Enter presses as the space bar does.
- `elided`: a link whose text loses its middle where it has no room.
- `line`: a line to type into, with icons that grow with the text.
- `keys`: keys that a field must not take.
- `letters`: letters that press a button with Alt.
- `lines`: lines and texts that lead somewhere.
- `tiles`: figures that lead to what they count, in as many columns as have room.
- `charts`: charts on the screen.
- `soon`: doing something once everything that waits has been done.
- `dialog`: a dialog with a title, a body and its buttons.
- `field`: an input under its label.
- `two_days`: the two days of a period, as they are typed.
- `passwords`: fields for a password, and for a new one.
- `tabbing`: in which order Tab goes through what is put together bit by bit.
- `head`: the head of a page.
- `flow`: widgets side by side that go on below.
- `choosing`: boxes to choose from: where a text goes on, and groups of lines.
- `passing_on`: a click beside an open list, which reaches what it was meant for.
- `file_columns`: what Qt's own dialog of files says of each file.
- `file_dialog`: that dialog, with room for what it says.
- `fitted`: what scrolls only where it must.
- `around`: what a widget stands in.
"""

from __future__ import annotations
