"""Files that go to and fro between workers, offices and districts.

Modules:
- `enrolment`, `revoking`: how a worker joins an office; computers that are lost or replaced.
- `entrusting`, `own_grids`: who looks after which grids; which of them are one's own.
- `streets`: a district is an office whose workers are streets.
- `sealing`: in which envelope batches are written.
- `unsent`: how much was not handed over yet.
- `batch_export`, `batch_import`, `batch_outcomes`: handing over, taking in, and what came of it.
- `differences`: what a batch changes, field by field.
- `streams`: whether a batch follows what came before.
- `batch_moving`: records led back or on again.
- `batch_undoing`, `undone_there`: taking a whole batch back, and letting it count again; which of
  one's own the other side has taken back.
- `second_chance`: what was put aside, tried again.
- `batch_history`, `refusals`: what went to and fro; which files were refused.
- `radar`, `resending`: what is missing of each computer; asking for it, and heeding such a request.
- `returning`: what an office has lost and is given back by its workers.
- `conflicts`, `claims`, `claim_words`: what two people said differently, settled; what each said;
  in words.
- `gathering`, `removable`: batches found in folders by what they hold; sticks and cards.
- `mailbox`, `mailbox_reading`: a shared folder to hand in by; what lies in it.
- `inspecting`, `proving`: what an auditor wants to know of a batch; the page that proves what went
  to and fro.
"""

from __future__ import annotations
