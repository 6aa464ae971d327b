"""The composition root: opens stores and builds the services that work on them."""

from __future__ import annotations

import gc
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from gridkeeper.domain.clock import SystemClock
from gridkeeper.domain.ids import new_id
from gridkeeper.errors import ScreenMissingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gridkeeper.domain.clock import Clock
    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session


class App:
    """What every way into the program needs.

    Attributes:
        clock: Where the present moment comes from.
        new_id: Where ids come from.
    """

    def __init__(self, clock: Clock | None = None, ids: Callable[[], str] = new_id) -> None:
        self.clock = clock or SystemClock()
        self.new_id = ids

    @contextmanager
    def session(
        self, path: Path, unlocking: tuple[str, str], progress: Progress | None = None
    ) -> Iterator[Session]:
        """Open a store for as long as the block lasts; see `Store.open` for what can go wrong."""
        # Imported late, as below: the window comes first, what a store needs later.
        from gridkeeper.services.store import stores  # noqa: PLC0415

        with closing(stores.opened(path, unlocking, self.clock, self.new_id, progress)) as opened:
            yield opened

    def window(self, store: Path | None = None) -> int:
        """Show the window until it is closed; return the exit code.

        Args:
            store: The one to be unlocked; None is the one that was open last.

        Raises:
            ScreenMissingError: Qt or what it needs is missing, or there is no screen.
        """
        # The window collects garbage by itself (`ui.jobs.tidying`); while all this is imported
        # there is none, and looking for it takes longer than the rest.
        gc.disable()
        try:
            # Imported late: commands must work, and start fast, without Qt.
            from gridkeeper.services.entrance import Entrance  # noqa: PLC0415
            from gridkeeper.ui import application  # noqa: PLC0415
        except ImportError as error:
            raise ScreenMissingError(reason=str(error)) from error
        else:
            return application.run(Entrance(self.clock, self.new_id), store)
        finally:
            gc.enable()
