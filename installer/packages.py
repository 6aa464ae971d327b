"""Make the environment and install a lock into it; needed only when something changed."""

from __future__ import annotations

import subprocess
import sys
import sysconfig

import system
from messages import RefusedError, say
from places import FOLDER, PROGRAMS, PYTHON, ROOT, WINDOWS, lock_file

PIP = [
    *("-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"),
    *("install", "--no-deps", "--require-hashes", "--only-binary", ":all:"),
    *("--progress-bar", "off", "--requirement"),
]
UNIX_ENTRY = """\
#!{python}
import sys

from gridkeeper.__main__ import main

sys.exit(main())
"""
WINDOWS_ENTRY = '@"%~dp0python.exe" -m gridkeeper %*\r\n'


def make_environment() -> None:
    """Make an empty `.venv`, in place of whatever is there.

    Raises:
        RefusedError: This Python cannot make environments, or the disk refuses.
    """
    if missing := system.lacking_venv():
        advice = system.advice([*missing, *system.lacking_libraries()])  # all in one command
        raise RefusedError(
            f"这个 Python 缺少 venv；请先安装：{advice}",
            f"this Python came without venv; install it first: {advice}",
        )
    say(f"正在建立运行环境 {FOLDER}", f"making the environment {FOLDER}")
    python = getattr(sys, "_base_executable", None) or sys.executable
    done = _run([python, "-m", "venv", "--clear", str(FOLDER)])
    if done.returncode:
        reason = _last_line(done)
        raise RefusedError(
            f"无法建立 {FOLDER}：{reason}；请检查磁盘空间和文件夹权限",
            f"cannot make {FOLDER}: {reason}; check the room on the disk and the folder's rights",
        )


def install(lock: str) -> None:
    """Install what a lock names, each file checked against its hash.

    Raises:
        RefusedError: A package could not be fetched, or is not what the lock says.
    """
    say(
        "正在下载并安装所需的软件包（约 150 MB，一两分钟，只需一次）",
        "fetching and installing the packages (about 150 MB, a minute or two, only once)",
    )
    done = _run([str(PYTHON), *PIP, str(lock_file(lock))])
    if done.returncode:
        reason = _last_line(done)
        raise RefusedError(
            f"软件包未能装好（{reason}）；请检查网络和磁盘空间后再启动一次",
            f"the packages could not be installed ({reason}); "
            "check the network and the room on the disk, then start again",
        )


def link_project() -> None:
    """Make `import gridkeeper` and the command `gridkeeper` work inside the environment.

    A path file rather than an installation: nothing to build, and an edited source is in force.
    """
    places = {"base": str(FOLDER), "platbase": str(FOLDER)}
    folder = sysconfig.get_path("purelib", "venv", places)
    with open(f"{folder}/gridkeeper.pth", "w", encoding="utf-8") as stream:  # noqa: PTH123
        stream.write(f"{ROOT}\n")
    if WINDOWS:
        (PROGRAMS / "gridkeeper.cmd").write_text(WINDOWS_ENTRY, encoding="ascii")
        return
    entry = PROGRAMS / "gridkeeper"
    entry.write_text(UNIX_ENTRY.format(python=PYTHON), encoding="utf-8")
    entry.chmod(0o755)


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    # With our open files: the one that keeps other installers away must outlive us (`_alone`).
    return subprocess.run(
        command, text=True, errors="replace", capture_output=True, check=False, close_fds=WINDOWS
    )


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a failed command ended with."""
    lines = (done.stderr.strip() or done.stdout.strip()).splitlines()
    lines = [line for line in lines if line.startswith("ERROR: ")] or lines
    return lines[-1].removeprefix("ERROR: ") if lines else f"exit {done.returncode}"
