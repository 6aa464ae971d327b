"""The encrypted store: SQLAlchemy over SQLCipher. `SCHEMA.md` says what is in the file.

Modules:
- `engine`: how a store file is made, unlocked and connected to.
- `schema`: which schema a file has, and how it is brought up to today's.
- `migrations`: the steps of the schema.
- `tables`: today's tables.
- `statements`: statements compiled once and run for many rows.
- `store`, `unit`: an open store; one transaction of it.
- `births`: how a store gets its name.
- `medium`, `damage`: what a medium has against being written to; whether a store is damaged.
- `hold`: the hold that an open store has on its files.
- `drives`: on which drives a store may lie.
- `backup`: one file that holds a whole store, and its trial.
- `earlier`: what a store was before its schema changed.
- `unsaved`, `running`: what is typed and not saved yet; whether a program still runs.
- `unsent`: what was not handed over yet.
- `aside`: putting unusable files aside.
- `contents`, `attachments`: what is in attachments; who has it, and who lacks it.
- `settings`, `series`: small facts; human numbers.
- `origins`: which changes came with a batch, or were made here in one go.
- `audit`: who did what that leaves no change.
- `marks`: how far a store has been written, to see what another program has added.
- `journal`: every change, in the order of arrival.
- `scopes`: which lines somebody needs who looks after some grids.
- `forgotten`: what an office has lost and is given back by its workers.
- `admission`: which of the changes that came are taken in, and which are put aside.
- `quarantine`: what was put aside.
- `projection`, `traces`: how changes become rows; what a row keeps of how they came here.
- `sight`, `merges`: what whoever keeps the store may see; people who are read as others.
- `looks`: what tells people apart.
- `listing`, `tallying`, `search_index`: reading rows, counting them, finding them.
- `doors`: the doors of a building, each with what is known behind it.
- `due`, `news`: what the day list asks; what came from others and was not taken up yet.
- `plans`: what a plan of visits is made of.
- `browsing`, `sorting`, `conditions`: long lists, some rows at a time; their order; what they ask.
- `ways`, `parts`: how far each record has come on its way to the other side; what belongs to it.
- `peers`, `missed`: who else is known, and which batches went to and fro; which were refused.
- `tracing`: how far the journal had come by a moment.
- `proof`: the logical dump, the verification.
- `rebuilding`: rows made anew from the journal.
"""

from __future__ import annotations
