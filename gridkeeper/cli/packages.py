"""What commands about packages share: for workers, and for the streets of a district."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.texts import _

if TYPE_CHECKING:
    import argparse

    from gridkeeper.cli.output import Output
    from gridkeeper.services.exchange.enrolment import Enrolled


def package_option(command: argparse.ArgumentParser) -> None:
    """Add the option that says where a package goes."""
    command.add_argument("--out", required=True, metavar=_("PACKAGE"), help=_("the file to write"))


def code_option(command: argparse.ArgumentParser) -> None:
    """Add the option with the code that opens a package."""
    command.add_argument(
        "--code", metavar=_("CODE"), help=_("the one-time code; asked for if left out")
    )


def tell_package(output: Output, made: Enrolled, advice: str) -> None:
    """Say where a package is, its code, and what to do with both."""
    output.say(_("Package for {worker}: {path}").format(worker=made.worker.name, path=made.path))
    output.say(_("One-time code: {code}").format(code=made.code))
    output.say(advice)
    output.result(package=made.path, code=made.code, series=made.worker.series)
