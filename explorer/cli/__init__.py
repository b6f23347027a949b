"""The `entremise` command: what it is asked, what it prints, how it ends (0 done, 1 the answer is "none", 2 bad input)."""

import json
import sys

import click

from explorer.cli import exporting, keeping, opportunities, partners, questions, serving, support, teams  # noqa: F401  (their commands are registered by being imported)
from explorer.cli.command import BAD, entremise
from explorer.cli.usage import asked_language, usage_told
from explorer.errors import BadInput

__all__ = ["entremise", "main"]

ASKED_FOR_JSON = "--json"


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
