"""On which drives a store may lie: on the computer's own, never on a share or a stick.

On a share two computers can write at once, and the locks that should part them are not kept; a
stick is pulled out in the middle of a save. Both destroy databases. What is not known to be either
counts as the computer's own: containers, RAM disks and bind mounts have many names.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from gridkeeper.errors import StoreMisplacedError, StorePlaceError
from gridkeeper.storage import medium
from gridkeeper.texts import N_, _

_SHARE = N_("a network share")
_REMOVABLE = N_("a removable drive")
_SHARES = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "lustre"),
        *("glusterfs", "beegfs", "gpfs", "ocfs2", "gfs2", "davfs", "vboxsf", "prl_fs"),
        *("sshfs", "rclone", "davfs2", "gvfsd-fuse", "vmhgfs-fuse", "s3fs", "goofys", "smbnetfs"),
    )
)
_SHARED_SOURCE = re.compile(r"//|[^/]+:/")  # //server/share, server:/folder
_ESCAPED = re.compile(r"\\([0-7]{3})")
_WINDOWS_REMOVABLE, _WINDOWS_REMOTE, _WINDOWS_DISC = 2, 4, 5


@dataclass(frozen=True, slots=True)
class Mount:
    """A file system and where it is seen, as Linux says it.

    Attributes:
        kind: Its type, such as `ext4`.
        source: The device or the share.
    """

    at: str
    kind: str
    source: str

    @property
    def is_share(self) -> bool:
        """Whether another computer, or the host of this one, keeps it."""
        kind = self.kind.removeprefix("fuse.")
        return kind in _SHARES or bool(_SHARED_SOURCE.match(self.source))


@dataclass(frozen=True)
class Drives:
    """What a Linux system says about its drives.

    Attributes:
        mounts: In the order in which they were made; later ones hide earlier ones.
        blocks: Where the system describes block devices.
    """

    mounts: tuple[Mount, ...]
    blocks: Path = field(default=Path("/sys/class/block"))

    def fault(self, path: Path) -> str:
        """Return what kind of place a path lies on if no store may lie there, else ""."""
        mount = self._mount_of(path.resolve())
        if mount is None:
            return ""
        if mount.is_share:
            return _SHARE
        return _REMOVABLE if self._devices(mount) - self._own else ""

    def removable(self) -> list[Path]:
        """Return where drives are seen that can be pulled out, shares not among them."""
        seen = [mount for mount in self.mounts if self._mount_of(Path(mount.at)) is mount]
        return [
            Path(mount.at)
            for mount in seen
            if not mount.is_share and self._devices(mount) - self._own
        ]

    def _mount_of(self, path: Path) -> Mount | None:
        above = {str(path), *map(str, path.parents)}
        holding = [mount for mount in self.mounts if mount.at in above]
        return max(reversed(holding), key=lambda mount: len(mount.at), default=None)

    @cached_property
    def _own(self) -> set[str]:
        """The devices that the system itself runs from: small computers start from a stick."""
        return {
            device
            for mount in self.mounts
            if mount.at in {"/", "/usr", "/home"}
            for device in self._devices(mount)
        }

    def _devices(self, mount: Mount) -> set[str]:
        """Return the devices that can be pulled out and are needed to read a file system."""
        if not mount.source.startswith("/dev/"):
            return set()
        return _removable(self.blocks / Path(mount.source).resolve().name)


def _removable(block: Path) -> set[str]:
    """Return the removable devices under a block device; an encrypted one lies on another."""
    below = block / "slaves"
    slaves = list(below.iterdir()) if below.is_dir() else []
    found = {device for slave in slaves for device in _removable(slave)}
    device = block.resolve()
    for whole in (device, device.parent):  # a partition lies in the folder of its device
        said = whole / "removable"
        if said.is_file() and (said.read_text() == "1\n" or "/usb" in str(whole)):
            found.add(whole.name)
    return found


def mounts(text: str) -> tuple[Mount, ...]:
    """Return what `/proc/self/mountinfo` says."""
    found = []
    for line in text.splitlines():
        about, _dash, behind = line.partition(" - ")
        places, kinds = about.split(" "), behind.split(" ")
        if len(places) > 4 and len(kinds) > 1:
            at, source = (_plain(one) for one in (places[4], kinds[1]))
            found.append(Mount(at, kinds[0], source))
    return tuple(found)


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), text)


def check_new(path: Path, drives: Drives | None = None) -> None:
    """Refuse a place for a new store.

    Raises:
        StorePlaceError: It lies on a share or on a drive that can be pulled out.
    """
    if fault := _fault(path, drives):
        raise StorePlaceError(file=path, reason=_(fault))


def check_existing(path: Path, drives: Drives | None = None) -> None:
    """Refuse to open a store where none may lie; it is left as it is.

    On a disc, or a stick that is write-protected, it can be looked at: there is no save to be
    interrupted.

    Raises:
        StoreMisplacedError: It lies on a share or on a drive that can be pulled out.
    """
    fault = _fault(path, drives)
    if fault and not (fault == _REMOVABLE and medium.is_read_only(path)):
        raise StoreMisplacedError(file=path, reason=_(fault), key=path.name + ".key")


def removable(drives: Drives | None = None) -> list[Path]:
    """Return the folders of the drives that can be pulled out."""
    return _removable_here() if drives is None else drives.removable()


def _fault(path: Path, drives: Drives | None) -> str:
    if drives is not None:
        return drives.fault(path)
    return _fault_here(path)


if sys.platform == "win32":
    import ctypes

    def _fault_here(path: Path) -> str:
        """Ask about the one drive: asking about all waits for shares that do not answer."""
        anchor = path.resolve().anchor
        if anchor.startswith("\\\\") and not anchor.startswith(("\\\\?\\", "\\\\.\\")):
            return _SHARE
        kind = ctypes.windll.kernel32.GetDriveTypeW(anchor)
        if kind == _WINDOWS_REMOTE:
            return _SHARE
        return _REMOVABLE if kind in {_WINDOWS_REMOVABLE, _WINDOWS_DISC} else ""

    def _removable_here() -> list[Path]:
        letters = ctypes.windll.kernel32.GetLogicalDrives()
        roots = [f"{chr(65 + place)}:\\" for place in range(26) if letters >> place & 1]
        kind_of = ctypes.windll.kernel32.GetDriveTypeW
        return [Path(root) for root in roots if kind_of(root) == _WINDOWS_REMOVABLE]

else:

    def _fault_here(path: Path) -> str:
        here = _here()
        # A system that does not say: nothing is known against the place.
        return "" if here is None else here.fault(path)

    def _removable_here() -> list[Path]:
        here = _here()
        return [] if here is None else here.removable()

    def _here() -> Drives | None:
        try:
            # A name of a mount need not be UTF-8; it only has to come back as a path has it.
            text = Path("/proc/self/mountinfo").read_text(
                encoding="utf-8", errors="surrogateescape"
            )
        except OSError:
            return None
        return Drives(mounts(text))
