"""Commands that bring the network in, keep it and look after it."""

import json
from pathlib import Path

import click

from explorer import terminal
from explorer.cli.command import BAD, DONE, NONE, Reader, command, data_option, database
from explorer.errors import BadInput
from explorer.services.backup import backup as keep
from explorer.services.backup import restore as bring_back
from explorer.services.check import check as look_through
from explorer.services.load import load as load_files
from explorer.services.refresh import refresh as read_anew
from explorer.settings import Settings
from explorer.texts import Texts


@command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE_OR_FOLDER...")
@data_option
@click.option("--dry-run", is_flag=True, help="Report every problem and change nothing.")
@click.option("--keep-good", is_flag=True, help="Load the rows without problems instead of none.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write the report to a file as JSON.")
def load(reader: Reader, /, files: tuple[Path, ...], settings: Settings, dry_run: bool, keep_good: bool, report: Path | None) -> int:
    """Load nodes and edges from CSV files, or from a folder that holds them."""
    if report:
        write_report(report, {}, reader.t)  # Before anything is saved: a report that cannot be written is bad input, not a failed load.
    with database(reader, settings) as opened, terminal.progress(reader.err, reader.t.gettext("Loading")) as advance:
        made = load_files(opened, files, reader.t, dry_run=dry_run, keep_good=keep_good, who="command line", progress=advance)
    if report:
        write_report(report, made.as_json(), reader.t)
    reader.show(made, terminal.load_report)
    return DONE if made.committed or not made.problems else BAD


def write_report(path: Path, content: object, t: Texts) -> None:
    try:
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise BadInput(
            t.gettext("The report could not be written to %(path)s: %(reason)s.", path=path, reason=error.strerror), {"report": [str(path)]}
        ) from error


@command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@data_option
def backup(reader: Reader, /, file: Path, settings: Settings) -> int:
    """Keep the whole network in FILE, as it is after one change; it may be served and written to meanwhile."""
    with database(reader, settings) as opened, terminal.progress(reader.err, reader.t.gettext("Backing up")) as advance:
        made = keep(opened, file, reader.t, advance)
    reader.show(made, terminal.backup_report)
    return DONE


@command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@data_option
def restore(reader: Reader, /, file: Path, settings: Settings) -> int:
    """Bring the network in FILE back into an empty database, once the file was found whole."""
    with database(reader, settings, restores=True) as opened, terminal.progress(reader.err, reader.t.gettext("Restoring")) as advance:
        made = bring_back(opened, file, reader.t, advance)
    reader.show(made, terminal.restore_report)
    return DONE


@command()
@data_option
def check(reader: Reader, /, settings: Settings) -> int:
    """Look through the whole database and name what contradicts itself; nothing is changed."""
    with database(reader, settings) as opened, terminal.progress(reader.err, reader.t.gettext("Checking")) as advance:
        found = look_through(opened, reader.t, lambda rows: advance(rows, None))
    reader.show(found, terminal.check_report)
    return DONE if found.clean else NONE


@command()
@data_option
def refresh(reader: Reader, /, settings: Settings) -> int:
    """Read the whole network anew, where another program wrote into the Neo4j database; servers that are running follow."""
    with database(reader, settings) as opened, terminal.progress(reader.err, reader.t.gettext("Reading")) as advance:
        made = read_anew(opened, settings.data, lambda rows: advance(rows, None))
    reader.show(made, terminal.refresh_report)
    return DONE
