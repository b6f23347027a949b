"""The command that says which support fits a company."""

from datetime import date

import click

from explorer import terminal
from explorer.cli.command import DONE, NONE, Day, Reader, command, data_option
from explorer.cli.questions import asked_of_network
from explorer.services.support import DEFAULT_LIMIT, Request, find_support
from explorer.settings import Settings


@command()
@click.argument("company")
@data_option
@click.option("--market", metavar="CC", help="Support for the market of this country (two letters).")
@click.option("--limit", default=DEFAULT_LIMIT, show_default=True, help="Most programmes and structures in the answer.")
@click.option("--as-of", type=Day(), metavar="DATE", help="As things stood on a day; today by default.")
def support(reader: Reader, /, company: str, settings: Settings, market: str | None, limit: int, as_of: date | None) -> int:
    """Which programmes and structures support COMPANY (id or name) now, why, why not, and who to ask."""
    request = Request(company, market, limit, as_of)
    answer = asked_of_network(reader, settings, lambda snapshot: find_support(snapshot, request, reader.t))
    reader.show(answer, terminal.support)
    return DONE if answer.cards else NONE
