"""What changed in the open store, and who listens: the only event there is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

BATCH = "batch"
"""In `Changed.kinds`: batches went to or fro, so own records may have come further on their way."""

BACKUP = "backup"
"""In `Changed.kinds`: a backup was made, or was not."""

MOST = 200
"""More records than these are not named one by one."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a transaction that was kept has changed.

    Attributes:
        kinds: Names of kinds, `BATCH` and `BACKUP`.
        records: Ids; empty means many: everything of these kinds.
    """

    kinds: frozenset[str]
    records: frozenset[str] = frozenset()


Listener = Callable[[Changed], None]


class Changes:
    """Tells whoever listens what changed.

    Listeners are called on the thread that wrote, after the transaction was kept; they must not
    raise and must not write.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: dict[object, Listener] = {}

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call a listener from now on; return what makes it stop, however often it is called."""
        token = object()
        with self._lock:
            self._listeners[token] = listener

        def stop() -> None:
            with self._lock:
                self._listeners.pop(token, None)

        return stop

    def tell(self, changed: Changed) -> None:
        """Tell every listener; nothing is told of nothing."""
        if not changed.kinds:
            return
        with self._lock:
            listeners = list(self._listeners.values())
        for listener in listeners:
            listener(changed)
