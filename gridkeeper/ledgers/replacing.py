"""Files that appear under their names only when they are whole."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gridkeeper.domain import file_names
from gridkeeper.errors import spare_others, unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a name beside `path`, and put what is made there in its place if all went well.

    Raises:
        FileExistsAlreadyError: What has the name is no paper.
        FileUnwritableError: No room, no right, no folder, or open in another program.
    """
    try:
        spare_others(path)
        beside = path.with_name(file_names.draft(path.name))
        try:
            beside.touch(mode=0o600)
            yield beside
            with beside.open("rb+") as stream:
                os.fsync(stream.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error
