"""Commands that ask the network something."""

from collections.abc import Callable
from datetime import date
from typing import Any, ParamSpec, TypeVar

import click

from explorer import terminal
from explorer.analysis.coexport import WEIGHTS
from explorer.cli.command import DONE, NONE, Day, Reader, command, data_option, database
from explorer.domain.answers import DEFAULT_HOPS, DEFAULT_LIMIT
from explorer.services.absence import absence as look_without
from explorer.services.brokers import DEFAULT_LIMIT as MOST_BROKERS
from explorer.services.brokers import find_brokers
from explorer.services.coexport import DEFAULT_LIMIT as MOST_CARRIERS
from explorer.services.coexport import Request as CarrierRequest
from explorer.services.coexport import find_carriers
from explorer.services.introductions import Request, introduce
from explorer.services.snapshot import Snapshot
from explorer.services.snapshots import FOLDER, Snapshots
from explorer.services.suited import find_suited
from explorer.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")


def asked_of_network(reader: Reader, settings: Settings, question: Callable[[Snapshot], T]) -> T:
    """The answer from the current snapshot. Where nothing is shared yet, the whole database is read first, with a bar."""
    with database(reader, settings) as opened, terminal.progress(reader.err, reader.t.gettext("Reading")) as advance:
        return Snapshots(opened, settings.data / FOLDER, progress=lambda rows: advance(rows, None)).ask(question)


@command()
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
    answer = asked_of_network(reader, settings, lambda snapshot: introduce(snapshot, Request(**asked), reader.t))
    reader.show(answer, terminal.answer)
    return DONE if answer.paths else NONE


def weight_options(function: Callable[P, int]) -> Callable[P, int]:
    """An option for each factor of co-export."""
    for name, weight in reversed(list(WEIGHTS.items())):
        help_ = f"What {name} counts for, from 0 to 100; {weight:g} by default."
        function = click.option(f"--weight-{name.replace('_', '-')}", f"weight_{name}", type=float, metavar="N", help=help_)(function)
    return function


@command()
@click.argument("company")
@data_option
@click.option("--market", required=True, metavar="CC", help="Into the market of this country (two letters).")
@click.option("--product", metavar="P", help="With this capability or sector (id, code or name); what the company makes by default.")
@click.option("--limit", default=MOST_CARRIERS, show_default=True, help="Most groups in the answer.")
@weight_options
def coexport(reader: Reader, /, company: str, settings: Settings, market: str, product: str | None, limit: int, **asked: float | None) -> int:
    """Which large groups could carry COMPANY (id or name) into a market, with the facts that speak for each."""
    weights = {name.removeprefix("weight_"): weight for name, weight in asked.items() if weight is not None}
    request = CarrierRequest(company, market, product, limit, weights)
    answer = asked_of_network(reader, settings, lambda snapshot: find_carriers(snapshot, request, reader.t))
    reader.show(answer, terminal.carriers)
    return DONE if answer.cards else NONE


@command()
@click.argument("target")
@data_option
@click.option("--limit", default=MOST_CARRIERS, show_default=True, help="Most companies in the answer.")
def suited(reader: Reader, /, target: str, settings: Settings, limit: int) -> int:
    """Which small companies suit TARGET, a need or a large group (id or name) that could carry them abroad."""
    answer = asked_of_network(reader, settings, lambda snapshot: find_suited(snapshot, target, reader.t, limit=limit))
    reader.show(answer, terminal.suited)
    return DONE if answer.cards else NONE


@command()
@click.argument("id")
@data_option
@click.option("--relationship", metavar="ID", help="Without this relationship of it, instead of without the actor itself.")
@click.option("--as-of", type=Day(), metavar="DATE", help="As things stood on a day; today by default.")
def absence(reader: Reader, /, id: str, settings: Settings, relationship: str | None, as_of: date | None) -> int:
    """What those around ID (an actor's id or name) would lose without it."""
    answer = asked_of_network(reader, settings, lambda snapshot: look_without(snapshot, id, reader.t, relationship=relationship, as_of=as_of))
    reader.show(answer, terminal.absence)
    return DONE if answer.lost or answer.weaker else NONE


@command()
@click.argument("place", required=False)
@data_option
@click.option("--limit", default=MOST_BROKERS, show_default=True, help="Most intermediaries in the answer.")
@click.option("--as-of", type=Day(), metavar="DATE", help="As things stood on a day; today by default.")
def brokers(reader: Reader, /, place: str | None, settings: Settings, limit: int, as_of: date | None) -> int:
    """On whom PLACE rests (a territory, city, country, or a structure with members; id or name), or the whole network without one."""
    answer = asked_of_network(reader, settings, lambda snapshot: find_brokers(snapshot, place, reader.t, limit=limit, as_of=as_of))
    reader.show(answer, terminal.brokers)
    return DONE if answer.told else NONE
