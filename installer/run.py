"""Set GridKeeper up, if that was not done yet, and run it.

    python3 installer/run.py [arguments of gridkeeper]

Without arguments it opens the application. Exit code and signals are those of `gridkeeper`.
"""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Prepare the environment and become `gridkeeper`."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the newest Python that cannot run the rest
        have = ".".join(str(part) for part in sys.version_info[:2])
        print(
            f"GridKeeper: needs Python 3.11 or newer, this is {have}; "
            "install a newer Python and start again with it (需要 Python 3.11 或更高版本)",
            file=sys.stderr,
        )
        return 1
    from messages import guarded  # noqa: PLC0415 - not readable for an old Python

    return guarded(start)


def start() -> int:
    """Prepare the environment and run `gridkeeper` in this process's place."""
    from environment import prepare  # noqa: PLC0415
    from messages import say  # noqa: PLC0415
    from places import PYTHON, WINDOWS  # noqa: PLC0415

    if lacking := prepare("runtime"):
        import system  # noqa: PLC0415

        advice = system.advice(system.lacking_libraries())
        say(
            f"窗口界面还缺少系统组件 {', '.join(lacking)}；请安装：{advice}",
            f"windows cannot open without {', '.join(lacking)}; install: {advice}",
        )
        if sys.argv[1:2] in ([], ["app"]) or sys.argv[1].casefold().endswith(".gkdb"):
            return 1
    command = [str(PYTHON), "-P", "-m", "gridkeeper", *sys.argv[1:]]
    if not WINDOWS:
        os.execv(command[0], command)  # noqa: S606 - signals and exit code are the program's own
    import subprocess  # noqa: PLC0415

    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
