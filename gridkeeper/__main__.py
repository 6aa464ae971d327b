"""The way in: `python -m gridkeeper` and the command `gridkeeper`."""

from __future__ import annotations

import sys

from gridkeeper.cli.program import run


def main() -> int:
    """Run the program with the arguments of the process; return its exit code."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
