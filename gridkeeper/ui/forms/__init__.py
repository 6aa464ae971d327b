"""Forms bound to the descriptions of fields.

Modules:
- `record_form`: the form of a record, new or changed.
- `contents`: what the form of a record consists of, put together by its kind.
- `heading`, `surface`: what a form is called; what stands around its fields.
- `layouts`: which fields a form shows, in the order of the work.
- `sheet`, `row`: the fields of one record, one under the other; a field with its label.
- `inside`, `members`: records that are written in the form of another one; people of a home.
- `habits`: what some forms do by themselves.
- `checks`, `check_lines`: what was looked at in a visit; one item of it.
- `visit_fields`: which fields the form of a visit shows, by what kind of visit it is.
- `patrol_outcomes`: what a patrol came to, which nobody has to say.
- `repeating`: a visit to a household that was visited before.
- `phrases`: what one often writes, below a box of prose, by number keys.
- `apart`: saying that somebody is not the one whom she is taken for.
- `facts`: what a form holds, flat and nested.
- `checking`: asking what is wrong while somebody types.
- `saving`: writing what a form holds.
- `parts`: everything in a form that holds something.
- `seeing`: letting the audit say who saw a record in full.
- `keeping`, `left_over`: the draft of one form; what an earlier one left unfinished.
- `drafts`: keeping what is typed through a killed program.
- `unsaved`: what was begun and not finished.
- `editors`: which editor a field gets.
- `editor`: what every editor is.
- `lines`, `yes_no`, `days`: texts, numbers and hours; yes and no; days.
- `suggestions`, `asking`: a line with suggestions; one that looks for them beside the window.
- `suggestion_list`, `suggestion_rows`: what hangs under such a line; how a suggestion is drawn.
- `choices`, `references`, `assignees`: codes; other records; whom a case goes to.
- `places`: where a dispute is.
- `residents`: names, with those who are known.
- `steps`, `needs`: the next step of a case; what it takes.
- `reasons`, `reveal`: why people are to be seen in full; showing a record so.
"""

from __future__ import annotations
