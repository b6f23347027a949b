"""Commands about needs that are published."""

import click

from explorer import terminal
from explorer.cli.command import DONE, NONE, Reader, command, data_option
from explorer.cli.questions import asked_of_network
from explorer.services.bounds import check_from_one
from explorer.services.matches import DEFAULT_LIMIT, find_matches
from explorer.services.opportunities import Filters, list_opportunities
from explorer.settings import Settings

MOST_ON_A_PAGE = 100


@command()
@data_option
@click.option("--text", metavar="T", help="Part of the name or of the summary.")
@click.option("--kind", metavar="K", help="Of this kind.")
@click.option("--market", metavar="CC", help="Aiming at the market of this country (two letters).")
@click.option("--sector", metavar="S", help="In this sector, or seeking it (id or name).")
@click.option("--status", metavar="S", help="With this status.")
@click.option("--publisher", metavar="ID", help="Published by this company or structure (id or name).")
@click.option("--page", default=1, show_default=True, help="Which page.")
@click.option("--page-size", default=20, show_default=True, help="Needs on a page, at most 100.")
def opportunities(reader: Reader, /, settings: Settings, page: int, page_size: int, **asked: str | None) -> int:
    """Published needs: what can be answered first, then what is followed; those whose deadline has passed step back."""
    for name, value, most in (("page", page, 1_000_000), ("page_size", page_size, MOST_ON_A_PAGE)):
        check_from_one(name, value, most, reader.t)
    found = asked_of_network(reader, settings, lambda snapshot: list_opportunities(snapshot, Filters(**asked), reader.t, page=page, page_size=page_size))
    reader.show(found, terminal.opportunities)
    return DONE if found.needs else NONE


@command()
@click.argument("place")
@data_option
@click.option("--limit", default=DEFAULT_LIMIT, show_default=True, help="Most introductions in the answer.")
def matches(reader: Reader, /, place: str, settings: Settings, limit: int) -> int:
    """Who of PLACE (a territory, city, country, or a structure with members; id or name) fits which open need, and whom to introduce."""
    found = asked_of_network(reader, settings, lambda snapshot: find_matches(snapshot, place, reader.t, limit=limit))
    reader.show(found, terminal.matches)
    return DONE if found.introductions else NONE
