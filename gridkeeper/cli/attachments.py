"""`attach add|list|save`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridkeeper.cli.parser import store_option
from gridkeeper.domain import clock, codes
from gridkeeper.services.attachments.hanging import AttachmentService
from gridkeeper.texts import _, plural

if TYPE_CHECKING:
    import argparse

    from gridkeeper.cli.context import Context
    from gridkeeper.services.attachments.attached import Attached


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's own
    """Add the commands of this module."""
    text = _("photos and documents of a record")
    group = commands.add_parser("attach", help=text, description=text)
    actions = group.add_subparsers(metavar=_("COMMAND"), title=_("commands"), required=True)
    text = _("attach files to a record")
    added = actions.add_parser("add", parents=[common], help=text, description=text)
    _record(added)
    added.add_argument(
        "files",
        nargs="+",
        metavar=_("FILE"),
        help=_("photos are made smaller and lose their place; documents stay as they are"),
    )
    store_option(added)
    purposes = _(", ").join(map(str, codes.table("attachment_purpose").offered.values()))
    added.add_argument("--purpose", default="", metavar=_("PURPOSE"), help=purposes)
    added.add_argument("--note", default="", metavar=_("TEXT"), help=_("what is to be seen"))
    added.set_defaults(run=attach)
    text = _("print what is attached to a record")
    listed = actions.add_parser("list", parents=[common], help=text, description=text)
    _record(listed)
    store_option(listed)
    listed.set_defaults(run=list_)
    text = _("write what is attached to a file of its own")
    saved = actions.add_parser("save", parents=[common], help=text, description=text)
    saved.add_argument(
        "attachment", metavar=_("ATTACHMENT"), help=_("the text before the name in the list")
    )
    store_option(saved)
    saved.add_argument("--out", required=True, metavar=_("FILE|FOLDER"), help=_("where it goes"))
    saved.set_defaults(run=save)


def _record(command: argparse.ArgumentParser) -> None:
    command.add_argument("record", metavar=_("RECORD"), help=_("its number, or its id"))


def attach(context: Context) -> None:
    """Attach files."""
    with context.session() as session:
        service = AttachmentService(session)
        owner = service.owner(context.record)
        made = service.attach(owner, [*map(Path, context.files)], context.purpose, context.note)
    text = plural("{count} file attached", "{count} files attached", len(made))
    context.output.say(text.format(count=f"{len(made):,}"))
    context.output.result(attachments=made)


def list_(context: Context) -> None:
    """Print what is attached."""
    with context.session() as session:
        service = AttachmentService(session)
        found = service.of(service.owner(context.record).id)
    context.output.table([_row(one) for one in found])
    text = plural("{count} attachment", "{count} attachments", len(found))
    context.output.say(text.format(count=f"{len(found):,}"))
    context.output.result(attachments=found)


def save(context: Context) -> None:
    """Write one to a file."""
    with context.session() as session:
        service = AttachmentService(session)
        made = service.save(service.named(context.attachment), Path(context.out))
    context.output.say(_("Written: {file}").format(file=made))
    context.output.result(file=made)


def _row(one: Attached) -> tuple[str, ...]:
    record = one.record
    taken = f"{clock.local(record.taken_at):%Y-%m-%d %H:%M}" if record.taken_at else ""
    state = "" if one.is_here else _("still to come")
    size = f"{(record.size_bytes or 0) / 1024:,.0f} KB"
    return (record.id, record.file_name or "", one.purpose, size, taken, state)
