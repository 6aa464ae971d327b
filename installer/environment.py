"""The project's own Python environment, `.venv`, made from a lock.

A stamp inside it is written last and taken away first: an environment without a stamp was
interrupted and is made anew. With a fitting stamp nothing is done, and nothing heavy imported, so
that the second start costs next to nothing. Two installers at once wait for each other.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from typing import TYPE_CHECKING

from messages import say
from places import FOLDER, PYTHON, ROOT, WINDOWS, lock_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

STAMP = FOLDER / "gridkeeper-setup.json"


def prepare(lock: str) -> list[str]:
    """Make sure that the environment holds what a lock names.

    Args:
        lock: `runtime`, or `test`, which holds all of `runtime` and more.

    Returns:
        The names of the libraries that windows need and this system still lacks.

    Raises:
        RefusedError: `venv` is missing, or a package could not be fetched.
    """
    stamp = _stamp()
    if not _fits(stamp, lock):
        with _alone():
            stamp = _stamp()  # somebody else may have made it while we waited
            if not _fits(stamp, lock):
                stamp = _set_up(stamp, lock)
    elif stamp["lacking"]:
        stamp = _write(stamp)  # it may have been installed meanwhile
    return list(stamp["lacking"])


def digest(lock: str) -> str:
    """Return what tells one state of a lock from another."""
    return hashlib.sha256(lock_file(lock).read_bytes()).hexdigest()


def _stamp() -> dict[str, Any]:
    """Return what the environment says about itself; nothing if it was not finished."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    # An environment holds absolute paths: moved with its project, or left by another Python, it
    # does not work any more.
    same = stamp.get("root") == str(ROOT) and stamp.get("python") == _version()
    return stamp if same and PYTHON.exists() else {}


def _fits(stamp: dict[str, Any], lock: str) -> bool:
    return bool(stamp.get("locks", {}).get(lock) == digest(lock))


def _version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _set_up(stamp: dict[str, Any], lock: str) -> dict[str, Any]:
    """Make or complete the environment and stamp it."""
    import packages  # noqa: PLC0415 - the second start does not need it
    import system  # noqa: PLC0415

    system.install([*system.lacking_venv(), *system.lacking_libraries()])
    STAMP.unlink(missing_ok=True)
    if not stamp:
        packages.make_environment()
    packages.install(lock)
    packages.link_project()
    # The test lock holds the runtime lock, but not the other way round.
    locks = {name: digest(name) for name in ("runtime", lock)}
    return _write({**stamp, "locks": {**stamp.get("locks", {}), **locks}})


def _write(stamp: dict[str, Any]) -> dict[str, Any]:
    """Put the stamp in place, whole or not at all, with what the system lacks now."""
    import system  # noqa: PLC0415

    missing = [need.name for need in system.lacking_libraries()]
    stamp = {**stamp, "root": str(ROOT), "python": _version(), "lacking": missing}
    part = STAMP.with_suffix(".part")
    with part.open("w", encoding="utf-8") as stream:
        json.dump(stamp, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(STAMP)
    return stamp


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Hold the project for ourselves until we and what we started have ended."""
    if WINDOWS:
        yield
        return
    import fcntl  # noqa: PLC0415 - POSIX only

    folder = os.open(ROOT, os.O_RDONLY)
    os.set_inheritable(folder, True)  # noqa: FBT003 - pip goes on when we are killed, and holds it
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("另一个安装正在进行，请稍候", "another setup is running; waiting for it")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
