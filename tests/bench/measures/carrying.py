"""Co-export among a hundred thousand companies, asked over HTTP as a page asks it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlencode

from explorer.domain.countries import COUNTRY_CODES, country_id
from explorer.domain.dates import parse_date
from explorer.domain.records import Entity, Relationship
from tests.bench.bench import Bench
from tests.bench.filling import filled_with
from tests.bench.kinds import AS_OF
from tests.bench.measures.served import READY_WITHIN
from tests.bench.measures.targets import within
from tests.bench.open_loop import load
from tests.bench.ours import snapshot_of
from tests.bench.results import Seen
from tests.web.serving import serving

COMPANIES: Final = 100_000
GROUPS: Final = 500
PEOPLE: Final = 50_000
CAPABILITIES: Final = 200
MARKETS: Final = sorted(COUNTRY_CODES)[:40]
PARTNERS: Final = 300_000
ACQUAINTANCES: Final = 200_000
BEST: Final = 50
RATE: Final = 3
"""Requests a second: each is answered before the next one is due."""
QUESTIONS: Final = 90
IN: Final = 0.15


def coexport(bench: Bench) -> Iterator[Seen]:
    """Each large group offers five things and is present on eight markets of forty."""
    random = Random(bench.seed)
    entities, relationships = list(_entities(random)), list(_relationships(random))
    with (
        TemporaryDirectory(prefix="entremise-bench-", ignore_cleanup_errors=True) as folder,
        filled_with(Path(folder), entities, relationships, (len(entities), len(relationships)), bench.say) as made,
    ):
        bench.say("reading it")
        snapshot_of(made)
        yield _over_http(bench, Path(folder), random)


def _over_http(bench: Bench, folder: Path, random: Random) -> Seen:
    asked = [f"/api/v1/coexport?{urlencode(_question(random))}" for _ in range(min(QUESTIONS, bench.questions))]
    bench.say("starting a worker")
    with serving(folder) as served:
        served.wait_until_ready(READY_WITHIN)
        bench.say("co-export over HTTP")
        load(served.port, asked[:10], RATE)
        seen = load(served.port, asked, RATE)
    note = f"{len(seen.seconds)} requests, {RATE} a second; {'all answered' if not seen.wrong else seen.wrong}"
    question = f"HTTP co-export, the best {BEST} of {GROUPS} large groups for a company, a market and a product, among {COMPANIES:,} companies"
    return within(question, seen.times, IN, note)


def _question(random: Random) -> dict[str, str | int]:
    company, product = _company(random.randrange(GROUPS, COMPANIES)), _capability(random.randrange(CAPABILITIES))
    return {"company": company, "market": random.choice(MARKETS), "product": product, "limit": BEST}


def _entities(random: Random) -> Iterator[Entity]:
    yield from (Entity(country_id(code), "Country", f"Country {code}") for code in MARKETS)
    yield from (Entity(_capability(n), "Capability", f"Made-up capability {n}") for n in range(CAPABILITIES))
    for n in range(COMPANIES):
        size = "grand_groupe" if n < GROUPS else "pme"
        yield Entity(_company(n), "Company", f"Made-up company {n}", {"size_class": size, "country": random.choice(MARKETS)})
    yield from (Entity(_person(n), "Person", f"Made-up person {n}") for n in range(PEOPLE))


def _relationships(random: Random) -> Iterator[Relationship]:
    """What companies do and where, who works there, and who knows whom."""
    for n in range(COMPANIES):
        things, markets = (5, 8) if n < GROUPS else (2, 0)
        for thing in random.sample(range(CAPABILITIES), things):
            yield Relationship(f"offers:{n}:{thing}", "OFFERS", _company(n), _capability(thing), source_document="made up")
        for code in random.sample(MARKETS, markets):
            yield Relationship(f"operates:{n}:{code}", "OPERATES_IN", _company(n), country_id(code), source_document="made up")
    for n in range(PEOPLE):
        company = _company(n % (2 * GROUPS) if n < 4 * GROUPS else random.randrange(COMPANIES))
        yield Relationship(f"works:{n}", "WORKS_AT", _person(n), company, since=parse_date("2019"), source_document="made up")
    yield from _ties(random, "PARTNER_OF", _company, COMPANIES, PARTNERS)
    yield from _ties(random, "KNOWS", _person, PEOPLE, ACQUAINTANCES)


def _ties(random: Random, type_: str, named: Callable[[int], str], among: int, number: int) -> Iterator[Relationship]:
    """Between two drawn at random, each seen on a day of its own in the last ten years."""
    for n in range(number):
        one, other = random.sample(range(among), 2)
        seen = parse_date(str(AS_OF - timedelta(days=random.randrange(1, 3650))))
        yield Relationship(f"{type_}:{n}", type_, named(one), named(other), observed_on=seen, source_document="made up")


def _company(n: int) -> str:
    return f"company:{n:06}"


def _person(n: int) -> str:
    return f"person:{n:06}"


def _capability(n: int) -> str:
    return f"capability:{n:03}"
