"""Set GridKeeper up with what its tests need, and prove it: style, types, contracts, tests.

    python3 installer/test.py [-- arguments of pytest]

Stops at the first step that fails. With arguments after `--` only those tests run, and coverage
is not measured.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

PERFECT = "gridkeeper/domain/*,gridkeeper/exchange/*"
# One more than there are cores: who waits for a window leaves its core to another.
WORKERS = (os.cpu_count() or 1) + 1
COVERAGE = ["--cov=gridkeeper", "--cov-branch", "--cov-report=term"]


def steps(chosen: list[str]) -> dict[str, list[str]]:
    """Return what is run, in order, by the name that the summary shows.

    Args:
        chosen: Arguments for pytest; all tests and the coverage floors without any.
    """
    lint = "from importlinter.cli import lint_imports_command as run; run()"
    found = {
        "format": ["-m", "ruff", "format", "--check", "--quiet", "."],
        "lint": ["-m", "ruff", "check", "--quiet", "."],
        "types": ["-m", "mypy"],
        "contracts": ["-c", lint],
        "dead code": ["-m", "vulture"],
    }
    if chosen:
        return {**found, "tests": ["-m", "pytest", *chosen]}
    return {
        **found,
        "tests": ["-m", "pytest", "-n", str(WORKERS), "--dist", "worksteal", *COVERAGE],
        "coverage of domain and exchange": [
            *("-m", "coverage", "report", f"--include={PERFECT}", "--fail-under=100"),
        ],
    }


def main() -> int:
    """Prepare the environment and run the steps."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the newest Python that cannot run the rest
        print(
            "GridKeeper: needs Python 3.11 or newer (需要 Python 3.11 或更高版本)", file=sys.stderr
        )
        return 1
    from messages import guarded  # noqa: PLC0415 - not readable for an old Python

    return guarded(start)


def start() -> int:
    """Prepare the environment, run the steps and tell how they went."""
    import system  # noqa: PLC0415
    from environment import prepare  # noqa: PLC0415
    from messages import RefusedError  # noqa: PLC0415

    prepare("test")
    system.install(system.lacking_tools())
    if missing := [*system.lacking_libraries(), *system.lacking_tools()]:
        advice = system.advice(missing)
        raise RefusedError(
            f"测试还缺少 {system.names(missing)}；请安装：{advice}",
            f"the tests need {system.names(missing)}; install: {advice}",
        )
    return run(steps(sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []))


def run(todo: dict[str, list[str]]) -> int:
    """Run the steps up to the first that fails; return its exit code."""
    from messages import say  # noqa: PLC0415
    from places import PYTHON, ROOT  # noqa: PLC0415

    began = time.monotonic()
    summary = []
    for name, arguments in todo.items():
        say(name, name)
        step_began = time.monotonic()
        code = subprocess.run([PYTHON, *arguments], cwd=ROOT, check=False).returncode
        summary.append(f"{name} {time.monotonic() - step_began:.0f} s")
        if code:
            say(
                f"“{name}”未通过（用时：{'，'.join(summary)}）",
                f"“{name}” failed; mend what stands above ({', '.join(summary)})",
            )
            return code
    in_all = f"{time.monotonic() - began:.0f} s"
    say(
        f"全部通过，共 {in_all}（{'，'.join(summary)}）",
        f"all passed in {in_all} ({', '.join(summary)})",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
