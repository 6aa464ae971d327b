"""Warnings in the log fail a test, unless the test said that it expects them."""

from __future__ import annotations

import logging
from contextlib import contextmanager

from typing_extensions import override


class UnexpectedLogs(logging.Handler):
    """Collects records of level WARNING and above that nobody asked for."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def expect(self, part: str) -> None:
        """Take away the records that hold a text; there must be one."""
        rest = [message for message in self.messages if part not in message]
        assert len(rest) < len(self.messages), f"nothing was logged that says {part!r}"
        self.messages = rest


@contextmanager
def unexpected_logs():
    """Listen to all loggers meanwhile, and fail at the end over what is left."""
    handler = UnexpectedLogs()
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield handler
    finally:
        root.removeHandler(handler)
    assert not handler.messages, "\n".join(["unexpected log records:", *handler.messages])
