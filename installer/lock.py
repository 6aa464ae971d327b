"""Make the lock files again from `pyproject.toml`.

    python installer/lock.py [--upgrade]

Two locks, each with exact versions and hashes for every system and every Python we allow:
`runtime.txt` is what the program needs, `test.txt` that and what tests, benchmarks and builds
need. Versions stay as they are unless a range in `pyproject.toml` or `--upgrade` moves them.
Needs uv (dependency group `lock`). No lock names a host: the machine's own settings decide where
packages come from.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "installer" / "locks"
HEADER = "# Made by installer/lock.py from pyproject.toml; do not edit.\n"
COMPILE = [
    *("uv", "pip", "compile", "pyproject.toml", "--quiet"),
    *("--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url"),
]
EXTRA = {
    "runtime": [],
    "test": [
        *("--group", "test", "--group", "bench", "--group", "build"),
        *("--constraints", "installer/locks/runtime.txt"),
    ],
}


def make(name: str, options: list[str]) -> None:
    """Write one lock; uv keeps the versions of the file that is there."""
    file = LOCKS / f"{name}.txt"
    command = [*COMPILE, *EXTRA[name], *options, "--output-file", str(file)]
    subprocess.run(command, cwd=ROOT, check=True)
    file.write_text(HEADER + file.read_text(encoding="utf-8"), encoding="utf-8")
    print(f"{file.relative_to(ROOT)}: made")


def main() -> int:
    """Make both locks, the smaller first: the larger takes its versions over."""
    LOCKS.mkdir(exist_ok=True)
    options = [option for option in sys.argv[1:] if option == "--upgrade"]
    if len(options) != len(sys.argv) - 1:
        print(__doc__)
        return 2
    try:
        for name in EXTRA:
            make(name, options)
    except FileNotFoundError:
        print("uv is missing; install it with: python -m pip install uv")
        return 1
    except subprocess.CalledProcessError as error:
        return int(error.returncode)
    return 0


if __name__ == "__main__":
    sys.exit(main())
