"""How long finding somebody by what is typed takes, and how often the one meant stands first; beside rapidfuzz over all names and SQLite's full-text search."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import Final, TypeAlias

from rapidfuzz import fuzz, process

from explorer.domain.facts import Facts
from explorer.domain.identity import plain
from explorer.network.names import NameIndex, names_of
from explorer.network.names.spelling import words_in
from tests.bench.bench import Bench
from tests.bench.made_up import SIZES
from tests.bench.made_up_names import OPEN, Asked, network, questions
from tests.bench.measures.targets import within
from tests.bench.results import Seen
from tests.bench.timing import milliseconds, once, timed

PAGE: Final = 20
AT_MOST: Final = {"L": 0.02}
"""Seconds, by size; at the others nothing was promised."""
BUILT_WITHIN: Final = {"L": 30.0}
CHANGED: Final = 100
PEER_SECONDS: Final = 8.0
"""Spent on the questions of one kind, by each peer."""

Find: TypeAlias = Callable[[str], Sequence[str]]
"""From what is typed to the ids of a first page."""


def names(bench: Bench) -> Iterator[Seen]:
    facts = network(SIZES[bench.size][0])
    index, seconds = once(NameIndex, facts)
    size = sum(array.nbytes for array in index.arrays().values())
    at_most = BUILT_WITHIN.get(bench.size)
    note = f"{size / 1e6:,.0f} MB of arrays"
    held = seconds < at_most if at_most else None
    yield Seen("the index of names: made", f"{seconds:.1f} s", f"< {at_most:.0f} s" if at_most else "", held, note=note)
    yield within(f"{CHANGED} entities changed: laid over, and one asked for", timed(_changed(facts, index), [(n,) for n in range(20)]), None)
    peers = {"rapidfuzz, process.extract": _fuzzy(facts), "SQLite FTS5": _full_text(facts)}
    for kind, asked in groupby(questions(facts), key=lambda asked: asked.kind):
        bench.say(f"names, {kind}")
        yield _kind(kind, list(asked), _ours(index), peers, AT_MOST.get(bench.size))


def _kind(kind: str, asked: Sequence[Asked], ours: Find, peers: dict[str, Find], at_most: float | None) -> Seen:
    times = timed(ours, [(one.typed,) for one in asked])
    told = ", ".join(f"{name}: {_told(find, kind, asked)}" for name, find in peers.items())
    seen = within(f"typed: {kind}", times, at_most, "" if kind in OPEN else _found([ours(one.typed) for one in asked], asked))
    return Seen(seen.question, seen.value, seen.target, seen.met, told, seen.note)


def _told(find: Find, kind: str, asked: Sequence[Asked]) -> str:
    spent: list[float] = []
    pages = []
    for one in asked:
        if sum(spent) > PEER_SECONDS:
            break
        page, seconds = once(find, one.typed)
        pages.append(page)
        spent.append(seconds)
    middle = f"median {milliseconds(median(spent))} ms of {len(spent)}"
    return middle if kind in OPEN else f"{middle}, {_found(pages, asked)}"


def _found(pages: Sequence[Sequence[str]], asked: Sequence[Asked]) -> str:
    answered = list(zip(pages, asked, strict=False))
    first = sum(bool(page) and page[0] in one.meant for page, one in answered)
    shown = sum(bool(one.meant & set(page)) for page, one in answered)
    return f"{first / len(answered):.0%} first, {shown / len(answered):.0%} on the first page"


def _ours(index: NameIndex) -> Find:
    def find(typed: str) -> Sequence[str]:
        found = index.search(typed)
        found.by_label()
        return [entity.id for entity in found[:PAGE]]

    return find


def _changed(facts: Facts, index: NameIndex) -> Callable[[int], object]:
    ids = [id for id, _ in zip(facts.entities, range(CHANGED * 20), strict=False)]
    asked = facts.entities[ids[0]].name

    def change(number: int) -> object:
        return index.with_changes(facts, ids[number * CHANGED : (number + 1) * CHANGED]).search(asked)[:PAGE]

    return change


def _fuzzy(facts: Facts) -> Find:
    choices = {id: plain(entity.name) for id, entity in facts.entities.items()}

    def find(typed: str) -> Sequence[str]:
        return [id for _, _, id in process.extract(plain(typed), choices, scorer=fuzz.WRatio, limit=PAGE)]

    return find


def _full_text(facts: Facts) -> Find:
    """Every word as the beginning of a word, by its own ranking."""
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table names using fts5(id unindexed, name, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')")
    rows = ((id, " ".join((*names_of(entity), entity.text("siren") or ""))) for id, entity in facts.entities.items())
    database.executemany("insert into names values (?, ?)", rows)

    def find(typed: str) -> Sequence[str]:
        sought = " ".join(f'"{word}"*' for word in words_in(typed))
        return [id for (id,) in database.execute("select id from names where names match ? order by rank limit ?", (sought, PAGE))]

    return find
