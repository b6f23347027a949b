"""What every command has in common: who reads what it prints, in which language, from which data, and how it ends."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from locale import getlocale
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import click
from rich.console import Console

from explorer import __version__, terminal
from explorer.domain.dates import parse_date
from explorer.errors import BadInput, EntremiseError
from explorer.graphdb import Database, open_database
from explorer.graphdb.large_loads import LargeLoad
from explorer.settings import Settings
from explorer.texts import LANGUAGES, Texts, texts

DONE, NONE, BAD = 0, 1, 2
P = ParamSpec("P")


class HasJson(Protocol):
    def as_json(self) -> dict[str, Any]: ...


Made = TypeVar("Made", bound=HasJson)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="entremise")
def entremise() -> None:
    """Who can introduce you to whom in a partnership network, and why that would work."""


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

    def show(self, made: Made, in_words: Callable[[Console, Texts, Made], None]) -> None:
        if self.as_json:
            self.document(made.as_json())
        else:
            in_words(self.out, self.t, made)

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


def command() -> Callable[[Callable[Concatenate[Reader, P], int]], click.Command]:
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

        return entremise.command()(run)

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


@contextmanager
def database(reader: Reader, settings: Settings, *, restores: bool = False) -> Iterator[Database]:
    with open_database(settings, restores=restores, undone=reader.undone) as opened:
        yield opened
