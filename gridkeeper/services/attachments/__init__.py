"""Photos and documents of a record.

Modules:
- `hanging`: attaching them to a record, listing them, saving them elsewhere.
- `attached`: one of them as a list shows it.
- `attaching`: files on their way to a record.
- `pictures`: photos made fit to keep.
- `camera`: the folder of a camera.
- `contents`: what is in them, on its way with batches.
"""

from __future__ import annotations
