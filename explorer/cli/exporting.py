"""The command that takes the network out."""

from pathlib import Path

import click

from explorer import terminal
from explorer.cli.command import DONE, Reader, command, data_option
from explorer.cli.questions import asked_of_network
from explorer.export import FORMATS
from explorer.services.export import export as take_out
from explorer.settings import Settings


@command()
@click.argument("format", type=click.Choice(tuple(FORMATS)), metavar="FORMAT")
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@click.option("--ids", multiple=True, metavar="ID", help="Only this entity, and its ties with others named so; may be repeated.")
@data_option
def export(reader: Reader, /, format: str, out: Path, ids: tuple[str, ...], settings: Settings) -> int:
    """Write the network to OUT, a folder for csv, else a file. Nobody who objects is in it."""
    report = asked_of_network(reader, settings, lambda snapshot: take_out(snapshot, format, out, reader.t, ids or None))
    reader.show(report, terminal.export_report)
    return DONE
