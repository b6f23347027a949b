"""What is said where a command line cannot be understood."""

from collections.abc import Sequence
from itertools import pairwise

import click

from explorer.cli.command import locale_language
from explorer.texts import LANGUAGES, texts


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
