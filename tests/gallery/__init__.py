"""Every page and dialog, arranged over a sample community, to be looked at.

    python -m tests.gallery OUT [--only NAME] [--size 1280x800]

renders all of them in both languages, all colours and text sizes to PNG.

Modules:
- `stock`: the stores that the scenes are played in.
- `scenes`: what is shown, one function a scene.
- `playing`: a window in one language and look, and waiting until it is still.
"""

from __future__ import annotations
