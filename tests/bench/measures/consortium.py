"""Teams: the same as by trying every one, and how long a call for eight capabilities takes among a hundred thousand companies."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from explorer.domain.dates import parse_date
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.network.compiled import CompiledEngine, warm_up
from explorer.network.files import Shelf, Writing
from explorer.network.names import NameIndex
from explorer.network.records import MappedRecords, write_records
from explorer.services.consortium import Request, find_teams
from explorer.services.engines import Building
from explorer.services.snapshot import Snapshot
from explorer.texts import texts
from tests.bench.bench import Bench
from tests.bench.measures.targets import all_equal, within
from tests.bench.results import Seen
from tests.bench.timing import timed
from tests.teams import answered_as_tried, random_call

CASES: Final = 1_000
COMPANIES: Final = 100_000
CLUSTERS: Final = 2_000
CAPABILITIES: Final = 500
EACH: Final = 2
"""Capabilities a company offers: some 400 companies hold each."""
NEEDS: Final = 8
IN: Final = 1.0
CALLS: Final = 30
AS_OF: Final = date(2024, 6, 1)


def consortium(bench: Bench) -> Iterator[Seen]:
    bench.say("teams by trying every one")
    random = Random(bench.seed)
    cases = [random_call(random) for _ in range(min(CASES, 5 * bench.networks))]
    yield all_equal("teams under limits, equal to trying every one", sum(map(answered_as_tried, cases)), len(cases), note="to the last id")
    with TemporaryDirectory(prefix="entremise-bench-", ignore_cleanup_errors=True) as folder:
        bench.say("making up a hundred thousand companies")
        snapshot = _served(Path(folder), random)
        yield from _timed(bench, snapshot, random)


def _timed(bench: Bench, snapshot: Snapshot, random: Random) -> Iterator[Seen]:
    t = texts("en")
    for name, limits in (("no limits", {}), ("at most 5 members", {"max_members": 5}), ("one lot each", {"one_lot_each": True})):
        bench.say(f"calls for {NEEDS} capabilities, {name}")
        calls = [
            (snapshot, Request(needs=tuple(f"capability:{n:03}" for n in random.sample(range(CAPABILITIES), NEEDS)), as_of=AS_OF, **limits), t)
            for _ in range(min(CALLS, bench.questions))
        ]
        told = f"{NEEDS} capabilities over {COMPANIES:,} companies, {name}: the five best teams with their paths, in words"
        yield within(told, timed(find_teams, calls), IN if "one_lot_each" not in limits else None)


def _served(folder: Path, random: Random) -> Snapshot:
    """As a server holds it: rows that are mapped, and compiled searches."""
    shelf = Shelf(folder, "made up")

    def fill(writing: Writing) -> int:
        write_records(writing, _entities(), _relationships(random))
        return 1

    shelf.write("facts", fill)
    facts = Facts.on(MappedRecords(shelf.open("facts", 1)), 1)
    warm_up()
    engine = CompiledEngine(facts)
    engine.arrays(AS_OF)
    return Snapshot(facts, engine, NameIndex(Facts([], [])), Building(facts))


def _entities() -> Iterator[Entity]:
    yield from (Entity(f"capability:{n:03}", "Capability", f"Made-up capability {n}") for n in range(CAPABILITIES))
    yield from (Entity(f"structure:{n:04}", "Structure", f"Made-up cluster {n}", {"kind": "cluster"}) for n in range(CLUSTERS))
    yield from (Entity(f"company:{n:06}", "Company", f"Made-up company {n}", {"size_class": "pme"}) for n in range(COMPANIES))


def _relationships(random: Random) -> Iterator[Relationship]:
    """Each company in two clusters, supplying and partner of two others on days of their own, and competing with every tenth of its neighbours."""
    for n in range(COMPANIES):
        id = f"company:{n:06}"
        for thing in random.sample(range(CAPABILITIES), EACH):
            yield Relationship(f"o:{n}:{thing}", "OFFERS", id, f"capability:{thing:03}")
        for cluster in random.sample(range(CLUSTERS), 2):
            yield Relationship(f"m:{n}:{cluster}", "MEMBER_OF", id, f"structure:{cluster:04}", source_document="made up")
        for type_, other in (("SUPPLIES", random.randrange(COMPANIES)), ("PARTNER_OF", random.randrange(COMPANIES))):
            if other != n:
                seen = parse_date(str(AS_OF - timedelta(days=random.randrange(1, 3650))))
                yield Relationship(f"{type_}:{n}", type_, id, f"company:{other:06}", observed_on=seen, source_document="made up")
        if n % 10 == 0 and n + 1 < COMPANIES:
            yield Relationship(f"c:{n}", "COMPETES_WITH", id, f"company:{n + 1:06}")
