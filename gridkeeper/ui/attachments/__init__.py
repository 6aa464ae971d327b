"""Photos and documents of a record, at the screen.

Modules:
- `section`: what hangs on a record, below its tab.
- `waiting`: what waits with a form that is not saved yet.
- `tiles`: the list of both, and how it draws its lines.
- `small_pictures`: thumbnails, made on a worker.
- `catching`: what is dropped or pasted.
- `adding`: choosing files, attaching them, and saying which were refused.
- `camera_dialog`: the newest photos of a camera's folder.
- `viewer`, `picture_view`: looking at them one by one; one picture, small or large.
- `deeds`: what can be done with one, wherever it is shown.
- `pair_dialog`: before and after, side by side.
- `saying`: the name, the purpose and a note of one.
"""

from __future__ import annotations
