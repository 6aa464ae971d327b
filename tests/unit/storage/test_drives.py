"""Which drives a store may lie on, from lists of mounts made by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from gridkeeper.errors import StoreMisplacedError, StorePlaceError
from gridkeeper.storage import drives
from gridkeeper.storage.drives import Drives, Mount

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="mounts of Linux")

ROOT = Mount("/", "ext4", "/dev/sda1")
STORE = Path("/data/office.gkdb")


def fault(*mounts, blocks=Path("/nowhere")):
    return Drives((ROOT, *mounts), blocks).fault(STORE)


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("nfs4", "server:/export"),
        ("cifs", "//server/share"),
        ("smb3", "//server/share"),
        ("fuse.sshfs", "me@server:"),
        ("fuse.gvfsd-fuse", "gvfsd-fuse"),
        ("vboxsf", "shared"),
        ("fuse.unheard_of", "//server/share"),
        ("unheard_of", "server:/share"),
    ],
)
def test_a_network_share_is_no_place_for_a_store(kind, source):
    assert fault(Mount("/data", kind, source)) == "a network share"


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("overlay", "overlay"),
        ("tmpfs", "tmpfs"),
        ("9p", "none"),
        ("virtiofs", "mine"),
        ("btrfs", "/dev/sda2"),
        ("zfs", "tank/home"),
        ("fuseblk", "/dev/sda3"),
        ("ext4", "/dev/mapper/vg-home"),
    ],
)
def test_what_is_not_known_to_be_elsewhere_is_the_computers_own(kind, source):
    assert fault(Mount("/data", kind, source)) == ""


def test_a_mount_beside_the_store_does_not_matter():
    assert fault(Mount("/data2", "nfs", "s:/x"), Mount("/dat", "nfs", "s:/x")) == ""


def test_the_nearest_mount_counts():
    assert fault(Mount("/data", "nfs", "s:/x"), Mount("/", "ext4", "/dev/sda1"))
    assert (
        Drives((Mount("/", "nfs", "s:/x"), Mount("/data", "ext4", "/dev/sda2"))).fault(STORE) == ""
    )


def test_a_later_mount_hides_an_earlier_one():
    assert fault(Mount("/data", "autofs", "auto"), Mount("/data", "nfs", "s:/x"))
    assert fault(Mount("/data", "nfs", "s:/x"), Mount("/data", "tmpfs", "tmpfs")) == ""


def test_nothing_is_held_against_a_place_of_which_nothing_is_known():
    assert Drives(()).fault(STORE) == ""


def device(folder, name, *, below="pci", removable="0", partition=True):
    """Describe a block device as the system does; return its folder among the blocks."""
    whole = folder / "devices" / below / name
    (whole / f"{name}1").mkdir(parents=True)
    (whole / "removable").write_text(removable + "\n")
    blocks = folder / "block"
    blocks.mkdir(exist_ok=True)
    (blocks / name).symlink_to(whole)
    if partition:
        (blocks / f"{name}1").symlink_to(whole / f"{name}1")
    return blocks


def test_a_stick_is_no_place_for_a_store(tmp_path):
    blocks = device(tmp_path, "sdb", removable="1")

    assert fault(Mount("/data", "vfat", "/dev/sdb1"), blocks=blocks) == "a removable drive"
    assert fault(Mount("/data", "vfat", "/dev/sdb"), blocks=blocks) == "a removable drive"


def test_a_disk_on_a_cable_is_no_place_for_a_store(tmp_path):
    blocks = device(tmp_path, "sdb", below="usb2")

    assert fault(Mount("/data", "ext4", "/dev/sdb1"), blocks=blocks)


def test_a_disk_inside_is_a_place_for_a_store(tmp_path):
    blocks = device(tmp_path, "sdb")

    assert fault(Mount("/data", "ext4", "/dev/sdb1"), blocks=blocks) == ""


def test_an_encrypted_stick_is_seen_through(tmp_path):
    blocks = device(tmp_path, "sdb", removable="1")
    slaves = tmp_path / "devices" / "virtual" / "dm-0" / "slaves"
    slaves.mkdir(parents=True)
    (slaves / "sdb1").symlink_to(blocks / "sdb1")
    (blocks / "dm-0").symlink_to(slaves.parent)

    assert fault(Mount("/data", "ext4", "/dev/dm-0"), blocks=blocks)


def test_a_computer_that_runs_from_a_stick_keeps_its_stores_there(tmp_path):
    blocks = device(tmp_path, "sda", below="usb1", removable="1")

    assert fault(blocks=blocks) == ""


def test_the_systems_own_words_are_understood():
    text = (
        "36 35 98:0 / / rw,noatime master:1 - ext3 /dev/root rw,errors=continue\n"
        "37 36 0:40 / /mnt/my\\040share rw shared:1 - cifs //server/a\\040b rw\n"
        "38 36 0:41 / /x rw - tmpfs\n"
        "rubbish\n"
        "\n"
    )

    assert drives.mounts(text) == (
        Mount("/", "ext3", "/dev/root"),
        Mount("/mnt/my share", "cifs", "//server/a b"),
    )


SHARE = Drives((ROOT, Mount("/data", "nfs", "s:/x")))


def test_a_new_store_is_refused_in_words():
    with pytest.raises(StorePlaceError, match=r"office\.gkdb.*网络共享.*本机硬盘"):
        drives.check_new(STORE, SHARE)


def test_a_store_that_is_there_is_refused_with_what_to_do():
    with pytest.raises(StoreMisplacedError, match=r"office\.gkdb\.key.*复制到本机硬盘"):
        drives.check_existing(STORE, SHARE)


def test_a_good_place_is_not_refused():
    drives.check_new(STORE, Drives((ROOT,)))
    drives.check_existing(STORE, Drives((ROOT,)))


def test_this_computer_can_be_asked(tmp_path):
    drives.check_new(tmp_path / "office.gkdb")


def test_only_what_can_be_pulled_out_is_offered_for_carrying(tmp_path):
    blocks = device(tmp_path, "sdb", removable="1")
    device(tmp_path, "sdc")
    stick = Mount("/media/stick", "vfat", "/dev/sdb1")
    inside = Mount("/data", "ext4", "/dev/sdc1")
    share = Mount("/share", "cifs", "//server/share")

    assert drives.removable(Drives((ROOT, stick, inside, share), blocks)) == [Path("/media/stick")]


def test_a_stick_that_is_hidden_by_another_drive_is_not_offered(tmp_path):
    blocks = device(tmp_path, "sdb", removable="1")
    stick = Mount("/media/stick", "vfat", "/dev/sdb1")
    above = Mount("/media/stick", "tmpfs", "tmpfs")

    assert drives.removable(Drives((ROOT, stick, above), blocks)) == []


def test_the_system_says_which_drives_can_be_pulled_out():
    assert all(path.is_absolute() for path in drives.removable())
