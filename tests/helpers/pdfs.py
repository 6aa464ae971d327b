"""Papers read back: the text of their pages, their outline, what is written about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pypdfium2 import PdfDocument

if TYPE_CHECKING:
    from pathlib import Path


def pages(path: Path) -> list[str]:
    """Return each page's text with no spaces and line ends, so that wrapping does not matter."""
    document = PdfDocument(path)
    try:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def words(path: Path) -> list[str]:
    """Return what stands between spaces and line ends on all pages: what is broken is two words."""
    document = PdfDocument(path)
    try:
        return [w for page in document for w in page.get_textpage().get_text_bounded().split()]
    finally:
        document.close()


def lines(path: Path) -> list[str]:
    """Return the lines of all pages as they stand there."""
    document = PdfDocument(path)
    try:
        return [
            line
            for page in document
            for line in page.get_textpage().get_text_bounded().splitlines()
        ]
    finally:
        document.close()


def text(path: Path) -> str:
    """Return the text of all pages, as `pages` gives it."""
    return "".join(pages(path))


def outline(path: Path) -> list[str]:
    """Return the titles that a reader shows beside the pages."""
    document = PdfDocument(path)
    try:
        return [mark.get_title() for mark in document.get_toc()]
    finally:
        document.close()


def facts(path: Path) -> dict[str, str]:
    """Return title, author and the like."""
    document = PdfDocument(path)
    try:
        return document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
