"""How names are found, said plainly: one entity after another, nothing kept. The index must agree."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from explorer.domain.facts import Facts
from explorer.domain.records import Entity
from explorer.network.names import names_of
from explorer.network.names.lexicon import forgiven, forgiven_unfinished
from explorer.network.names.matching import ALMOST, BEGINNING, CORE, ENTIRE, HELPED, ID, WHOLE, WORDS
from explorer.network.names.part import identifiers_of
from explorer.network.names.spelling import FEWEST_INITIALS, initials_of, joined, telling_words, without_legal, words_in
from explorer.network.names.typed import SHORTEST_IDENTIFIER, Query, Typed
from explorer.network.names.wanted import SHORTEST_CITY


def found(facts: Facts, text: str) -> list[tuple[int, str]]:
    """(how well it fits, id) of all that fit without a typo, best first."""
    query = Query.of(text)
    fits = ((fit(facts, entity, query), entity) for entity in facts.entities.values())
    ordered = sorted((best, -facts.degree(entity.id), entity.name, entity.id) for best, entity in fits if best is not None)
    return [(best, id) for best, _, _, id in ordered]


def fit(facts: Facts, entity: Entity, query: Query) -> int | None:
    return min((*_numbered(entity, query), *_named(facts, entity, query)), default=None)


def _numbered(entity: Entity, query: Query) -> Iterator[int]:
    if entity.id == query.text or query.identifiers[0] in identifiers_of(entity):
        yield ID
    if set(query.identifiers[1:]) & set(identifiers_of(entity)):
        yield WHOLE
    if len(query.identifiers[0]) >= SHORTEST_IDENTIFIER and any(number.startswith(query.identifiers[0]) for number in identifiers_of(entity)):
        yield BEGINNING


def _named(facts: Facts, entity: Entity, query: Query) -> Iterator[int]:
    cities = [set().union(*(spelt(name) for name in names_of(facts.entities[r.target]))) for r in facts.outgoing(entity.id, "LOCATED_IN")]
    for name in names_of(entity):
        for typed in query.readings:
            yield from _fits(name, typed, cities, "" if entity.label == "Person" else initials_of(core(joined(words_in(name)))))


def _fits(name: str, typed: Typed, cities: Sequence[set[str]], initials: str) -> Iterator[int]:
    words, typed_words = joined(words_in(name)), list(typed.words)
    if words == typed_words:
        yield WHOLE
    if core(words) == core(typed_words):
        yield CORE
    if any(" ".join(start).startswith(" ".join(typed_words)) for start in (words, core(words))):
        yield BEGINNING
    if len(typed_words) == 1 and len(typed_words[0]) >= FEWEST_INITIALS and initials == typed_words[0]:
        yield BEGINNING
    own = [any(word.startswith(part) for word in spelt(name)) for part in typed_words]
    if all(own):
        *before, last = [word in spelt(name) for word in dict.fromkeys(typed_words)]
        yield ENTIRE if all(before) and last else ALMOST if before and all(before) else WORDS
    needed = telling_words(typed_words)
    by_name = [any(word.startswith(part) for word in spelt(name)) or (len(part) >= FEWEST_INITIALS and initials.startswith(part)) for part in needed]
    by_city = [any(_in_city(part, city) for city in cities) for part in needed]
    if any(by_name) and all(own or city for own, city in zip(by_name, by_city, strict=True)):
        yield HELPED


def _in_city(part: str, city: set[str]) -> bool:
    return part in city or (len(part) >= SHORTEST_CITY and any(word.startswith(part) for word in city))


def spelt(name: str) -> set[str]:
    return {*words_in(name), *joined(words_in(name))}


def core(words: list[str]) -> list[str]:
    return words[without_legal(words)]


def typos(typed: str, word: str, unfinished: bool) -> int | None:
    """How many typos lead from what was typed to a word (or, `unfinished`, to its beginning); None where they are not forgiven."""
    whole = OSA.distance(typed, word)
    begun = min(OSA.distance(typed, word[:end]) for end in range(len(word) + 1)) if unfinished else whole
    allowed = [whole] * (whole <= forgiven(typed)) + [begun] * (unfinished and begun <= (forgiven_unfinished(typed) or -1))
    return min(allowed) if forgiven(typed) and allowed else None
