from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from gridkeeper.exchange import framing
from gridkeeper.exchange.framing import Frame

CONTENTS = {"changes-0001": b"first content", "cover.json": b"{}", "empty": b""}


class SmallFrame(Frame):
    size_limit = 200
    count_limit = 3


class FullDisk(BytesIO):
    """A medium with room for a few bytes."""

    room = 60

    def write(self, data):
        if self.tell() + len(data) > self.room:
            raise OSError(28, "No space left on device")
        return super().write(data)


def a_frame(contents=CONTENTS):
    stream = BytesIO()
    frame = Frame(stream)
    for name, content in contents.items():
        frame.add(name, content)
    frame.close()
    return stream.getvalue()


def test_any_zip_tool_opens_a_frame():
    with zipfile.ZipFile(BytesIO(a_frame())) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == CONTENTS


def test_the_entries_say_where_their_bytes_lie():
    data = a_frame()
    found = framing.entries(BytesIO(data))
    assert {entry.name: data[entry.start : entry.end] for entry in found} == CONTENTS


def test_the_same_contents_give_the_same_bytes():
    assert a_frame() == a_frame()


def test_every_flipped_bit_outside_the_contents_is_noticed():
    data = a_frame()
    inside = {place for e in framing.entries(BytesIO(data)) for place in range(e.start, e.end)}
    for place in set(range(len(data))) - inside:
        for bit in range(8):
            flipped = bytearray(data)
            flipped[place] ^= 1 << bit
            with pytest.raises(framing.FramingError):
                framing.entries(BytesIO(flipped))


def test_every_truncation_is_noticed():
    data = a_frame()
    for length in range(len(data)):
        with pytest.raises(framing.FramingError):
            framing.entries(BytesIO(data[:length]))


@pytest.mark.parametrize("rest", [b"\0", b"PK\x05\x06" + bytes(18), b"x" * 1000])
def test_whatever_is_appended_is_noticed(rest):
    with pytest.raises(framing.FramingError):
        framing.entries(BytesIO(a_frame() + rest))


def test_bytes_between_entries_are_noticed():
    data = a_frame()
    last = framing.entries(BytesIO(data))[-1]
    end = bytearray(data[last.end :])
    # The directory lies one byte later, as the end record then says.
    start = int.from_bytes(end[-6:-2], "little") + 1
    end[-6:-2] = start.to_bytes(4, "little")
    with pytest.raises(framing.FramingError):
        framing.entries(BytesIO(data[: last.end] + b"\0" + end))


def test_entries_in_another_order_than_the_directory_says_are_noticed():
    first, second = framing.entries(BytesIO(a_frame({"a": b"1", "b": b"2"})))
    data = a_frame({"a": b"1", "b": b"2"})
    swapped = data[second.offset : second.end] + data[: first.end] + data[second.end :]
    with pytest.raises(framing.FramingError):
        framing.entries(BytesIO(swapped))


def test_a_directory_that_is_cut_inside_an_entry_is_noticed():
    end = b"PK\x05\x06" + bytes(4) + b"\1\0\1\0" + (4).to_bytes(4, "little") + bytes(6)
    with pytest.raises(framing.FramingError):
        framing.entries(BytesIO(b"PK\x03\x04" + end))


def test_a_directory_of_absurd_size_is_refused_unread():
    class Huge(BytesIO):
        def seek(self, place, whence=0):
            return 100_000_000 if whence == 2 else super().seek(0)

        def read(self, size=-1):
            assert size < 1000
            if size == 4:
                return b"PK\x03\x04"
            return b"PK\x05\x06" + bytes(8) + (99_999_978).to_bytes(4, "little") + bytes(6)

    with pytest.raises(framing.FramingError):
        framing.entries(Huge())


def test_more_entries_than_a_directory_can_count_are_noticed():
    start = framing.entries(BytesIO(a_frame({"a": b""})))[0].end
    one = a_frame({"a": b""})[start:-22]
    directory = one * 65_536
    end = b"PK\x05\x06" + bytes(8) + len(directory).to_bytes(4, "little")
    end += start.to_bytes(4, "little") + bytes(2)
    with pytest.raises(framing.FramingError):
        framing.entries(BytesIO(a_frame({"a": b""})[:start] + directory + end))


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7 and more", bytes(100)])
def test_what_is_no_zip_is_told_apart(data):
    with pytest.raises(framing.NoBatchError):
        framing.entries(BytesIO(data))


def test_a_zip_of_another_tool_is_not_ours():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("cover.json", "{}")
    with pytest.raises(framing.FramingError):
        framing.entries(stream)


def test_a_name_that_is_not_ascii_is_not_ours():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("封面.json", "{}")
    with pytest.raises(framing.FramingError):
        framing.entries(stream)


def test_too_many_bytes_are_refused_before_they_are_written():
    stream = BytesIO()
    frame = SmallFrame(stream)
    with pytest.raises(framing.TooLargeError):
        frame.add("a", bytes(200))
    assert stream.getvalue() == b""


def test_the_directory_counts_as_well():
    frame = SmallFrame(BytesIO())
    frame.add("a", bytes(120))
    with pytest.raises(framing.TooLargeError):
        frame.close()


def test_too_many_entries_are_refused():
    frame = SmallFrame(BytesIO())
    frame.add("a", b"")
    frame.add("b", b"")
    with pytest.raises(framing.TooLargeError):
        frame.add("c", b"")


def test_a_full_disk_is_not_hidden():
    frame = Frame(FullDisk())
    frame.add("a", b"short")
    with pytest.raises(OSError, match="No space left"):
        frame.add("b", bytes(100))
