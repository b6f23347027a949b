"""Commands about who can do what, together."""

from typing import Any

import click

from explorer import terminal
from explorer.cli.command import DONE, NONE, Reader, command, data_option
from explorer.cli.questions import asked_of_network
from explorer.services.capabilities import map_capabilities
from explorer.services.consortium import DEFAULT_LIMIT, Request, find_teams, separated
from explorer.settings import Settings


@command()
@data_option
@click.option("--opportunity", metavar="ID", help="Answer this call (id or name): what it seeks, lot by lot.")
@click.option("--needs", default="", metavar="A,B,…", help="Or these capabilities or sectors (ids, codes or names), separated by commas.")
@click.option("--lead", metavar="ID", help="Led by this company or structure; by default every company that holds a need is tried.")
@click.option("--max-members", type=int, metavar="N", help="With at most so many members, the lead among them.")
@click.option("--include", multiple=True, metavar="ID", help="With this one, who takes a need; may be repeated.")
@click.option("--exclude", multiple=True, metavar="ID", help="Without this one; may be repeated.")
@click.option("--territory", metavar="ID", help="With members from this city, territory or country only.")
@click.option("--one-lot-each", is_flag=True, help="No member takes needs of two lots.")
@click.option("--turnover-share", type=float, metavar="N", help="No member takes more of the call's amount than N per cent of its yearly turnover.")
@click.option("--allow-competitors", is_flag=True, help="Open competitors may be in one team.")
@click.option("--limit", default=DEFAULT_LIMIT, show_default=True, help="Most teams in the answer, each of another lead.")
def consortium(reader: Reader, /, settings: Settings, needs: str, **asked: Any) -> int:
    """Who can answer a call together: teams around a lead, what each member takes, what nobody does."""
    request = Request(needs=separated(needs), **asked)
    answer = asked_of_network(reader, settings, lambda snapshot: find_teams(snapshot, request, reader.t))
    reader.show(answer, terminal.consortium)
    return DONE if answer.teams else NONE


@command()
@click.argument("structure")
@data_option
def capabilities(reader: Reader, /, structure: str, settings: Settings) -> int:
    """What the members of STRUCTURE (id or name) can do and make: who holds what, what rests on one of them, what open calls seek beyond it."""
    answer = asked_of_network(reader, settings, lambda snapshot: map_capabilities(snapshot, structure, reader.t))
    reader.show(answer, terminal.capabilities)
    return DONE if answer.held else NONE
