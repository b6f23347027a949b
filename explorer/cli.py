"""The `entremise` command: what it is asked, what it prints, how it ends (0 done, 1 the answer is "none", 2 bad input)."""

import json
import os
import sys
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import wraps
from itertools import pairwise
from locale import getlocale
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

import click
from rich.console import Console

from explorer import __version__, terminal
from explorer.analysis.coexport import WEIGHTS
from explorer.app import create_app
from explorer.domain.answers import DEFAULT_HOPS, DEFAULT_LIMIT
from explorer.domain.dates import parse_date
from explorer.errors import BadInput, EntremiseError
from explorer.graphdb import Database, open_database
from explorer.graphdb.large_loads import LargeLoad
from explorer.services import demo as demonstration
from explorer.services.backup import backup as keep
from explorer.services.backup import restore as bring_back
from explorer.services.check import check as look_through
from explorer.services.coexport import DEFAULT_LIMIT as MOST_CARRIERS
from explorer.services.coexport import Request as CarrierRequest
from explorer.services.coexport import find_carriers
from explorer.services.introductions import Request, introduce
from explorer.services.load import load as load_files
from explorer.services.refresh import refresh as read_anew
from explorer.services.snapshots import FOLDER, Snapshots
from explorer.services.suited import find_suited
from explorer.settings import Settings
from explorer.texts import LANGUAGES, Texts, texts
from explorer.web import server

DONE, NONE, BAD = 0, 1, 2
P = ParamSpec("P")
ASKED_FOR_JSON = "--json"


class Reader:
    """Who reads what a command prints: a person in a language, or a program."""

    def __init__(self, language: str, as_json: bool) -> None:
        self.t: Texts = texts(language)
        self.as_json = as_json
        self.out = Console(highlight=False, soft_wrap=False)
        self.err = Console(stderr=True, highlight=False)
        self._interrupted: set[str] = set()

    def document(self, content: object) -> None:
        """One JSON document on standard output, whatever the terminal."""
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))

    def problem(self, error: EntremiseError) -> None:
        if self.as_json:
            self.document(error.as_json() | {"message": self.t.told(error)})
        self.err.print(terminal.styled(self.t.told(error), "red"))

    def undone(self, load: LargeLoad, done: int, total: int) -> None:
        """An earlier load was interrupted and is taken back before anything else is done."""
        if load.batch not in self._interrupted:
            self._interrupted.add(load.batch)
            told = self.t.gettext("A large load (%(who)s, %(day)s) was interrupted before its end; it is being undone.", who=load.who, day=load.at[:10])
            self.err.print(terminal.styled(told, "yellow"))
        if done == total:
            told = self.t.ngettext(
                "Undone: %(n)s change was taken back. Load its files again.", "Undone: %(n)s changes were taken back. Load its files again.", total
            )
            self.err.print(terminal.styled(told, "yellow"))


def locale_language() -> str:
    """French where the locale of messages is French, else English. LC_CTYPE says nothing: Python itself may have set it."""
    said = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), None) or getlocale()[0] or ""
    return "fr" if said.lower().startswith("fr") else "en"


def command(group: click.Group) -> Callable[[Callable[Concatenate[Reader, P], int]], click.Command]:
    """Register a command with the options every one has, turning errors meant for the reader into words and exit codes."""

    def register(function: Callable[Concatenate[Reader, P], int]) -> click.Command:
        @click.option("--lang", type=click.Choice(LANGUAGES), default=None, help="Language of the texts; the locale's by default.")
        @click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")
        @wraps(function)
        def run(*args: Any, lang: str | None, as_json: bool, **kwargs: Any) -> int:
            reader = Reader(lang or locale_language(), as_json)
            try:
                return function(reader, *args, **kwargs)
            except EntremiseError as error:
                reader.problem(error)
                return BAD

        return group.command()(run)

    return register


def settings_of(_context: click.Context, _parameter: click.Parameter, value: str | None) -> Settings:
    try:
        return Settings.from_environment(value)
    except BadInput as error:
        raise click.ClickException(error.message) from error


data_option = click.option("--data", "settings", callback=settings_of, metavar="DIR", help="Data folder; ENTREMISE_DATA or the user's data folder by default.")


class Day(click.ParamType[date]):
    """A date as written; the last day it can stand for."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else parse_date(str(value)).last
        except ValueError:
            self.fail(f"{value!r} is not a date: write it as 2024-05-31.", param, ctx)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="entremise")
def entremise() -> None:
    """Who can introduce you to whom in a partnership network, and why that would work."""


@contextmanager
def database(reader: Reader, settings: Settings, *, restores: bool = False) -> Iterator[Database]:
    with open_database(settings, restores=restores, undone=reader.undone) as opened:
        yield opened


@command(entremise)
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
    if reader.as_json:
        reader.document(made.as_json())
    else:
        terminal.load_report(reader.out, reader.t, made)
    return DONE if made.committed or not made.problems else BAD


def write_report(path: Path, content: object, t: Texts) -> None:
    try:
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise BadInput(
            t.gettext("The report could not be written to %(path)s: %(reason)s.", path=path, reason=error.strerror), {"report": [str(path)]}
        ) from error


@command(entremise)
@click.argument("source")
@click.argument("target", required=False)
@data_option
@click.option("--to-label", metavar="L", help="Anybody of this kind, such as Company, PME, GrandGroupe, Structure or Person.")
@click.option("--to-market", metavar="CC", help="Anybody on the market of this country (two letters).")
@click.option("--to-sector", metavar="S", help="Anybody in this sector (id or name).")
@click.option("--max-hops", default=DEFAULT_HOPS, show_default=True, help="Most ties on a path, from 1 to 6.")
@click.option("--limit", default=DEFAULT_LIMIT, show_default=True, help="Most paths in the answer.")
@click.option("--avoid", multiple=True, metavar="ID", help="Not through this actor (id or name); may be repeated.")
@click.option("--via", metavar="ID", help="Through this actor (id or name).")
@click.option("--type", "types", multiple=True, metavar="T", help="Only by this type of tie; may be repeated.")
@click.option("--label", "labels", multiple=True, metavar="L", help="Only through intermediaries of this kind; may be repeated.")
@click.option("--as-of", type=Day(), metavar="DATE", help="As things stood on a day; today by default.")
def introductions(reader: Reader, /, settings: Settings, **asked: Any) -> int:
    """Who can introduce SOURCE to TARGET (ids or names), with the evidence of every step."""
    with database(reader, settings) as opened:
        answer = Snapshots(opened, settings.data / FOLDER).ask(lambda snapshot: introduce(snapshot, Request(**asked), reader.t))
    if reader.as_json:
        reader.document(answer.as_json())
    else:
        terminal.answer(reader.out, reader.t, answer)
    return DONE if answer.paths else NONE


def weight_options(function: Callable[P, int]) -> Callable[P, int]:
    """An option for each factor of co-export."""
    for name, weight in reversed(list(WEIGHTS.items())):
        help_ = f"What {name} counts for, from 0 to 100; {weight:g} by default."
        function = click.option(f"--weight-{name.replace('_', '-')}", f"weight_{name}", type=float, metavar="N", help=help_)(function)
    return function


@command(entremise)
@click.argument("company")
@data_option
@click.option("--market", required=True, metavar="CC", help="Into the market of this country (two letters).")
@click.option("--product", metavar="P", help="With this capability or sector (id, code or name); what the company makes by default.")
@click.option("--limit", default=MOST_CARRIERS, show_default=True, help="Most groups in the answer.")
@weight_options
def coexport(reader: Reader, /, company: str, settings: Settings, market: str, product: str | None, limit: int, **asked: float | None) -> int:
    """Which large groups could carry COMPANY (id or name) into a market, with the facts that speak for each."""
    weights = {name.removeprefix("weight_"): weight for name, weight in asked.items() if weight is not None}
    with database(reader, settings) as opened:
        request = CarrierRequest(company, market, product, limit, weights)
        answer = Snapshots(opened, settings.data / FOLDER).ask(lambda snapshot: find_carriers(snapshot, request, reader.t))
    if reader.as_json:
        reader.document(answer.as_json())
    else:
        terminal.carriers(reader.out, reader.t, answer)
    return DONE if answer.cards else NONE


@command(entremise)
@click.argument("target")
@data_option
@click.option("--limit", default=MOST_CARRIERS, show_default=True, help="Most companies in the answer.")
def suited(reader: Reader, /, target: str, settings: Settings, limit: int) -> int:
    """Which small companies suit TARGET, a need or a large group (id or name) that could carry them abroad."""
    with database(reader, settings) as opened:
        answer = Snapshots(opened, settings.data / FOLDER).ask(lambda snapshot: find_suited(snapshot, target, reader.t, limit=limit))
    if reader.as_json:
        reader.document(answer.as_json())
    else:
        terminal.suited(reader.out, reader.t, answer)
    return DONE if answer.cards else NONE


@command(entremise)
@click.option("--port", default=0, help="Port of the web application; a free one by default.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option("--synthetic", type=click.IntRange(1), metavar="N", help="A made-up territory of about N entities instead.")
def demo(reader: Reader, /, port: int, no_browser: bool, synthetic: int | None) -> int:
    """Show the example network, in a throw-away folder: what it answers, then the web application until Ctrl-C."""
    with demonstration.prepared(reader.t, synthetic) as shown:
        if reader.as_json:
            reader.document(shown.as_json())
        else:
            terminal.demonstration(reader.out, reader.t, shown)

        def ready(address: str) -> None:
            reader.err.print(terminal.styled(reader.t.gettext("The example network is at %(address)s (Ctrl-C to stop).", address=address), "bold"))
            if not no_browser:
                webbrowser.open(address)

        server.run(shown.settings, create_app, port=port, on_ready=ready, t=reader.t)
    return DONE


@command(entremise)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="H", help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@data_option
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
def serve(reader: Reader, /, host: str, port: int, settings: Settings, workers: int) -> int:
    """Serve the web application until Ctrl-C."""
    with database(reader, settings):

        def ready(address: str) -> None:
            reader.err.print(terminal.styled(reader.t.gettext("Entremise is at %(address)s (Ctrl-C to stop).", address=address), "bold"))

        server.run(settings, create_app, host=host, port=port, workers=workers, on_ready=ready, t=reader.t)
    return DONE


@command(entremise)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@data_option
def backup(reader: Reader, /, file: Path, settings: Settings) -> int:
    """Keep the whole network in FILE, as it is after one change; it may be served and written to meanwhile."""
    with database(reader, settings) as opened, terminal.progress(reader.err, reader.t.gettext("Backing up")) as advance:
        made = keep(opened, file, reader.t, advance)
    if reader.as_json:
        reader.document(made.as_json())
    else:
        terminal.backup_report(reader.out, reader.t, made)
    return DONE


@command(entremise)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@data_option
def restore(reader: Reader, /, file: Path, settings: Settings) -> int:
    """Bring the network in FILE back into an empty database, once the file was found whole."""
    with database(reader, settings, restores=True) as opened, terminal.progress(reader.err, reader.t.gettext("Restoring")) as advance:
        made = bring_back(opened, file, reader.t, advance)
    if reader.as_json:
        reader.document(made.as_json())
    else:
        terminal.restore_report(reader.out, reader.t, made)
    return DONE


@command(entremise)
@data_option
def check(reader: Reader, /, settings: Settings) -> int:
    """Look through the whole database and name what contradicts itself; nothing is changed."""
    with database(reader, settings) as opened, terminal.progress(reader.err, reader.t.gettext("Checking")) as advance:
        found = look_through(opened, reader.t, lambda rows: advance(rows, None))
    if reader.as_json:
        reader.document(found.as_json())
    else:
        terminal.check_report(reader.out, reader.t, found)
    return DONE if found.clean else NONE


@command(entremise)
@data_option
def refresh(reader: Reader, /, settings: Settings) -> int:
    """Read the whole network anew, where another program wrote into the Neo4j database; servers that are running follow."""
    with database(reader, settings) as opened, terminal.progress(reader.err, reader.t.gettext("Reading")) as advance:
        made = read_anew(opened, settings.data, lambda rows: advance(rows, None))
    if reader.as_json:
        reader.document(made.as_json())
    else:
        terminal.refresh_report(reader.out, reader.t, made)
    return DONE


def asked_language(arguments: Sequence[str]) -> str:
    """The language of a request that could not be read: what follows `--lang`, else the locale's."""
    said = next((after for option, after in pairwise(arguments) if option == "--lang"), None)
    return said if said in LANGUAGES else locale_language()


def usage_told(error: click.ClickException, language: str) -> str:
    """What click finds wrong. Its own words are English; French ones say where, and where help is."""
    if language == "en" or not isinstance(error, click.UsageError):
        return error.format_message()
    t = texts(language)
    command = error.ctx.command_path if error.ctx else "entremise"
    parameter = error.param.human_readable_name if isinstance(error, click.BadParameter) and error.param else ""
    if isinstance(error, click.MissingParameter):
        told = t.gettext("%(name)s is missing.", name=parameter)
    elif isinstance(error, click.NoSuchOption):
        told = t.gettext("There is no option %(name)s.", name=error.option_name)
    elif parameter:
        told = t.gettext("The value of %(name)s cannot be understood.", name=parameter)
    else:
        told = t.gettext("This command cannot be understood.")
    more = t.gettext("More: %(command)s --help", command=command)
    return f"{told} {more}"


def main(arguments: list[str] | None = None) -> None:
    """Run the command and leave with its exit code. What click finds wrong with the request has the same shape as our own errors."""
    asked = sys.argv[1:] if arguments is None else arguments
    try:
        code = entremise.main(asked, prog_name="entremise", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = BAD
    except click.ClickException as error:
        message = usage_told(error, asked_language(asked))
        if ASKED_FOR_JSON in asked:
            click.echo(json.dumps(BadInput(message).as_json(), ensure_ascii=False))
        click.echo(message, err=True)
        code = BAD
    except (click.Abort, KeyboardInterrupt):
        code = 130
    sys.exit(code)
