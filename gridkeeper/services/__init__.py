"""Use cases: one public method is one thing a person can do.

Modules:
- `proving`: the page that proves what went to and fro, and whether a store still says so.
- `inspecting`: what an auditor wants to know of a batch.
- `sealing`: in which envelope batches are written.
- `session`: one person at one open store; what every service works with.
- `changes`: what changed, and who listens.
- `heeding`: what another program has written into the same store.
- `deeds`, `undoing`: what was done last; taking it back and doing it again.
- `desk`: every service of one open store, for a screen.
- `stores`: making and opening a store, and asking it about itself.
- `entrance`: what can be done while no store is open.
- `passwords`, `strength`: taking another password; how good one is.
- `backups`, `thinning`, `restoring`, `copies`: proved backups, which of them are kept, going back
  to one, and which of two equal stores goes on after that.
- `leftovers`: what killed programs have left half-written.
- `unsaved`: what is typed and not saved yet.
- `restricting`: whether a restricted care group may be written down.
- `drafts`: from what was typed to a record; the one way in.
- `typed`: from a record back to what was typed.
- `doors`: what the register has behind a door, and homes that are new.
- `door_matrix`, `door_matrix_values`, `door_matrix_grid`, `door_matrix_layers`: a building, floors
  by doors.
- `door_matrix_rooms`: doors that the register lacks.
- `door_matrix_paper`: a building on paper.
- `keeping`, `amending`: a record with what is inside it; a record that is there.
- `cautions`, `visit_cautions`: what a person may not have thought of; of a visit.
- `recording`: recording, amending, deleting.
- `quick_lines`: one typed line made into the beginning of a record.
- `phrases`: what one writes again and again.
- `register_events`, `register_writing`: who came, went, was born and died; writing it.
- `register_rules`, `register_homes`: what must be so before; where people go.
- `register_chances`: what can happen to a person or a household now, and what not, and why.
- `register_history`: what happened to a person or a household, for its page.
- `household_cards`: what stands on the card of a household.
- `verifying`: that what the register says is so, and since when.
- `consents`: what people have agreed to; taking it back.
- `duplicates`: who may stand in the register twice; merged, or told apart.
- `moving`: what lies in a building or a home moves with it to another grid.
- `assignees`: whom a case may be passed on to, and to whom it was.
- `casework`: cases from state to state, and their timelines.
- `lists`: what a list shows.
- `naming`: whom records are about, so that their texts do not name them.
- `known_names`: the names of everybody in the store, whom no masked text names either.
- `browsing`: long lists, some rows at a time.
- `finding`, `at_doors`: the search box; what it finds where a door is asked for.
- `referring`: what references in forms may mean.
- `earlier_visits`: the visits to a household before one.
- `repeating`: what was written at the visit before, and what a new one takes over.
- `today`, `day_sections`, `day_visits`: the day list; its parts; the visits in it.
- `news`: what came with the last batches.
- `month_figures`, `days`: the month so far; days in sentences.
- `plans`, `plan_rules`: the visits that are due; the rules for it.
- `plan_said`, `plan_walk`: why each is due; in which order one walks.
- `visit_sheets`: printed sheets of due visits, and keying them in.
- `dossiers`, `related`, `histories`: all about one record; what hangs on it; who said what when.
- `audits`: who has seen in full what is masked elsewhere.
- `tones`: what is urgent and what is good.
- `register_files`, `register_import`, `roster_rows`, `roster_taking`: taking in rosters.
- `roster_known`, `roster_places`, `roster_doubles`, `roster_memory`: what is known of their
  people and places; who may be somebody known; what their columns mean.
- `case_files`, `cases_import`: taking in cases of other systems.
- `returned`: handing refused rows back, to be mended.
- `enrolment`, `revoking`: how a worker joins an office; computers that are lost or replaced.
- `entrusting`: who looks after which grids.
- `own_grids`: which grids one looks after oneself.
- `streets`: a district is an office whose workers are streets.
- `batch_export`, `batch_import`, `batch_outcomes`: handing over, taking in, and what came of it.
- `attachments`, `attached`, `attaching`: photos and documents of a record; as a list shows them;
  files on their way to one.
- `pictures`: photos made fit to keep.
- `camera`, `lending`: the folder of a camera; copies that other programs show for a while.
- `contents`: what is in attachments, on its way with batches.
- `batch_undoing`: taking a whole batch back, and letting it count again.
- `unsent`, `receipts`: how much was not handed over yet; how far each record has come.
- `batch_history`, `refusals`, `removable`: what went to and fro; which files were refused; where a
  batch can be carried away on.
- `differences`: what a batch changes, field by field.
- `streams`: whether a batch follows what came before.
- `radar`: which numbers of each computer are here, and what is missing.
- `resending`: asking for what is missing, and heeding such a request.
- `second_chance`: what was put aside, tried again.
- `returning`: what an office has lost and is given back by its workers.
- `conflicts`, `claims`, `settling`: what two people said differently, settled; what each said, in
  words; opening the question again.
- `figures`, `comparisons`: every tally of a period; beside the period before, with its records.
- `paper_lines`, `papers`: what papers say beside a record, at their head and foot.
- `ledger_export`, `report_export`: ledgers and reports.
- `errands`: long work in a process of its own.
- `samples`: the generated community.
- `sampling`: that community in stores, worked in, to look round.
- `gathering`: batches found in folders by what they hold.
- `mailbox`, `mailbox_reading`: a shared folder to hand in by; what lies in it.
- `gliding`: progress that goes on while a step says nothing.
- `key_paper`: the recovery key on paper.
- `demo`, `demo_papers`: the whole main job on it.
"""

from __future__ import annotations
