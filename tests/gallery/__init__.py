"""Every page and dialog, arranged over a sample community, to be looked at.

    python -m tests.gallery OUT [--only NAME] [--size 1280x800]

renders all of them in both languages, all colours and text sizes to PNG.

    python -m tests.gallery.film OUT [--story exchange]

plays the first half hour, or a worker and her office, on a screen of its own and keeps what stood
there.

Modules:
- `stock`: the stores that the scenes are played in.
- `scenes`: what is shown, one function a scene.
- `door_scenes`: buildings, floors by doors.
- `attachment_scenes`: photos and documents.
- `import_scenes`: rosters with rows that are refused; a ledger on paper.
- `gate_scenes`: the first start and the lock, step by step.
- `receipt_scenes`: how far things have come, and what is missing.
- `level_scenes`: grids that go to another worker, and a district above.
- `office_scenes`: what an office does all day; handing in, search, help, what goes wrong.
- `setting_scenes`: settings, the rules of work, backups, keys.
- `record_scenes`: lists, forms and records while somebody works with them.
- `film`: stories, picture by picture.
- `film_first_day`, `film_exchange`: what happens in them.
- `film_stock`: what was before the second one.
- `filming`: taking the pictures.
- `playing`: a window in one language and look, and waiting until it is still.
"""

from __future__ import annotations
