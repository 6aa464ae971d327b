"""`district invite|join`: two levels, a district above streets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridkeeper.cli.packages import code_option, package_option, tell_package
from gridkeeper.cli.parser import store_option
from gridkeeper.domain.replicas import Role
from gridkeeper.services.exchange.enrolment import EnrolmentService
from gridkeeper.services.exchange.streets import DistrictService
from gridkeeper.texts import _

if TYPE_CHECKING:
    import argparse

    from gridkeeper.cli.context import Context


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module."""
    text = _("a district above streets")
    group = commands.add_parser("district", help=text, description=text)
    actions = group.add_subparsers(metavar=_("COMMAND"), title=_("commands"), required=True)
    text = _("make a package with which a street office joins this one")
    one = actions.add_parser("invite", parents=[common], help=text, description=text)
    one.add_argument("street", metavar=_("NAME"), help=_("the street office's name"))
    store_option(one)
    package_option(one)
    one.set_defaults(run=invite)
    text = _("let this street office join a district; it keeps its store and its workers")
    one = actions.add_parser("join", parents=[common], help=text, description=text)
    one.add_argument("package", metavar=_("PACKAGE"), help=_("the file from the district"))
    store_option(one)
    code_option(one)
    one.set_defaults(run=join)


def invite(context: Context) -> None:
    """Make a package for a street, and print the code that is told by voice."""
    with context.session() as session:
        made = EnrolmentService(session).enrol(
            context.street, [], Path(context.out), context.progress, Role.OFFICE
        )
    text = _("Tell the street office the code by voice; never send it together with the package.")
    tell_package(context.output, made, text)


def join(context: Context) -> None:
    """Join the district that made a package."""
    code = context.one_time_code()
    with context.session() as session:
        district = DistrictService(session).join(Path(context.package), code, context.progress)
    text = _(
        "This office belongs to {district} now; the next batch for it brings all that is here."
    )
    context.output.say(text.format(district=district.name))
    context.output.result(district=district.name, replica=district.id)
