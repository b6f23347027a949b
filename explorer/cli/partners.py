"""The command that says who is worth meeting."""

from datetime import date

import click

from explorer import terminal
from explorer.cli.command import DONE, NONE, Day, Reader, command, data_option
from explorer.cli.questions import asked_of_network
from explorer.services.partners import DEFAULT_LIMIT, Request, find_partners
from explorer.settings import Settings


@command()
@click.argument("entity", metavar="ID")
@data_option
@click.option("--limit", default=DEFAULT_LIMIT, show_default=True, help="Most suggestions in the answer.")
@click.option("--as-of", type=Day(), metavar="DATE", help="As things stood on a day; today by default.")
def partners(reader: Reader, /, entity: str, settings: Settings, limit: int, as_of: date | None) -> int:
    """Who is worth meeting for ID (an id or a name), why, and who could introduce."""
    request = Request(entity, limit, as_of)
    answer = asked_of_network(reader, settings, lambda snapshot: find_partners(snapshot, request, reader.t))
    reader.show(answer, terminal.partners)
    return DONE if answer.cards else NONE
