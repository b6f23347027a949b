"""Finding entities by what a person types: ids, names, short names and aliases, accents and case aside."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from explorer.domain.facts import Facts
from explorer.domain.identity import plain, slug
from explorer.domain.records import Entity

LONGEST_QUERY: Final = 200
ALIKE: Final = 75
"""How alike (0 to 100, rapidfuzz's WRatio) a misspelt name must be to be offered."""


def names_of(entity: Entity) -> Iterator[str]:
    """Every name it goes by, the main one first."""
    yield entity.name
    if short := entity.text("short_name"):
        yield short
    aliases = entity.properties.get("aliases", ())
    if isinstance(aliases, tuple):
        yield from aliases


def telling(typed: Sequence[str]) -> Sequence[str]:
    """The words without those that begin another one of them: where that one is found they are too, and one letter a hundred times is no more work."""
    return [word for word in dict.fromkeys(typed) if not any(other != word and other.startswith(word) for other in typed)]


class NameIndex:
    """Names of all entities of some facts."""

    def __init__(self, facts: Facts) -> None:
        self._entities = facts.entities
        self._degrees: Mapping[str, int] = {id: facts.degree(id) for id in facts.entities}
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._by_other_name: dict[str, list[str]] = defaultdict(list)
        self._words: dict[str, tuple[tuple[str, ...], ...]] = {}
        for entity in facts.entities.values():
            main, *others = names_of(entity)
            self._by_name[plain(main)].append(entity.id)
            for other in others:
                self._by_other_name[plain(other)].append(entity.id)
            self._words[entity.id] = tuple(tuple(slug(name).split("-")) for name in (main, *others))

    def called(self, text: str) -> Sequence[Entity]:
        """Who goes by exactly this: the id; else the name as written; else case and accents aside; else a short name or alias.

        Several where that leaves a doubt, none where nobody does.
        """
        text = text.strip()
        if entity := self._entities.get(text):
            return [entity]
        same = [self._entities[id] for id in self._by_name.get(plain(text), ())]
        exact = [entity for entity in same if entity.name == text]
        found = exact or same or [self._entities[id] for id in self._by_other_name.get(plain(text), ())]
        return sorted({entity.id: entity for entity in found}.values(), key=lambda entity: entity.id)

    def search(self, text: str, labels: Collection[str] = ()) -> list[Entity]:
        """Entities of which every word typed begins a word of one name, closest first, then the most connected; else those with a name much alike."""
        text = text.strip()[:LONGEST_QUERY]
        typed = slug(text).split("-")
        if typed == [""]:
            return [self._entities[text]] if text in self._entities else []
        needed = telling(typed)
        ranked = [
            (rank, -self._degrees[id], self._entities[id].name, id)
            for id, names in self._words.items()
            if (not labels or set(labels) & set(self._entities[id].labels)) and (rank := self._rank(id, text, typed, needed, names)) is not None
        ]
        return [self._entities[id] for *_, id in sorted(ranked)] or self.alike(text, labels)

    def alike(self, text: str, labels: Collection[str] = (), limit: int = 8) -> list[Entity]:
        """Those whose name is spelt much like this, the most alike first; nobody who objected is suggested."""
        choices = {name: ids for name, ids in self._by_name.items() if len(name) > 1}
        close = process.extract(plain(text[:LONGEST_QUERY]), choices.keys(), scorer=fuzz.WRatio, limit=4 * limit, score_cutoff=ALIKE)
        found = [self._entities[id] for name, _, _ in close for id in choices[name]]
        return [entity for entity in found if not entity.objects and (not labels or set(labels) & set(entity.labels))][:limit]

    def _rank(self, id: str, text: str, typed: Sequence[str], needed: Sequence[str], names: Sequence[Sequence[str]]) -> int | None:
        """0 the id, 1 the whole name, 2 its beginning, 3 every word typed, in any order; None where a word is missing."""
        if id == text:
            return 0
        ranks = []
        for words in names:
            if list(words) == list(typed):
                ranks.append(1)
            elif " ".join(words).startswith(" ".join(typed)):
                ranks.append(2)
            elif all(any(word.startswith(part) for word in words) for part in needed):
                ranks.append(3)
        return min(ranks, default=None)
