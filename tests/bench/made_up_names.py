"""A made-up network with names like those of a real one, and what people would type to find somebody in it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from explorer.domain.facts import Facts
from explorer.domain.identity import plain
from explorer.domain.records import Entity, Relationship, Value
from explorer.network.names.spelling import initials_of, words_in

SYLLABLES: Final = (
    "ba", "be", "bi", "bo", "bou", "bra", "bri", "ca", "ce", "chan", "chi", "clo", "co", "cou", "da", "de", "del", "di", "do", "du", "fa", "fe", "fi", "flo",
    "fo", "ga", "ge", "gi", "go", "gri", "ha", "jo", "ju", "la", "le", "li", "lo", "lu", "ma", "mé", "mi", "mo", "mon", "mou", "na", "né", "ni", "no", "o",
    "pa", "pé", "pi", "po", "pra", "ra", "ré", "ri", "ro", "rou", "sa", "se", "si", "so", "ta", "té", "ti", "to", "tou", "tra", "va", "ve", "vi", "vo",
)  # fmt: skip
ENDINGS: Final = (
    "rd", "t", "l", "n", "x", "nd", "lle", "tte", "ne", "on", "in", "ac", "er", "is", "eau", "ard", "et", "ot", "aud", "ier", "iez", "and",
)  # fmt: skip
FIRST_NAMES: Final = (
    "Marie", "Jean", "Pierre", "Léa", "Hélène", "Zoé", "Noël", "Sofia", "Karim", "Inès", "André", "Chloé", "Théo", "Aïcha", "Luc", "Émile", "Nadia", "Yann",
    "Éloïse", "Paul", "Anne", "Hugo", "Lucie", "Omar", "Irène",
)  # fmt: skip
TRADES: Final = (
    "Transports", "Mécanique", "Boulangerie", "Aciers", "Plastiques", "Logistique", "Énergie", "Conseil", "Ingénierie", "Tissages", "Forges", "Meunerie",
    "Chaudronnerie", "Optique", "Robotique", "Textile", "Fonderie", "Emballages", "Câblerie", "Électronique",
)  # fmt: skip
FORMS: Final = ("SAS", "SARL", "SA", "", "", "EURL")
BODIES: Final = (
    "Chambre de commerce et d'industrie {}",
    "Association pour le développement économique {}",
    "Union des industries métallurgiques {}",
    "Agence régionale d'innovation {}",
)
TOWNS_PER: Final = 40
"""Entities for each town."""
ASKED: Final = 60
"""Questions of each kind."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed and the names that answer it."""

    kind: str
    typed: str
    meant: frozenset[str]


def network(count: int) -> Facts:
    """So many entities, a town for some, and ties that make some better known."""
    random = Random(11)
    surnames = [_word(random, 2, 4).capitalize() for _ in range(max(200, count // 8))]
    towns = [Entity(f"city:{n}", "City", _town(random)) for n in range(max(20, min(count // TOWNS_PER, 20_000)))]
    entities = [*towns, *(_entity(random, n, surnames) for n in range(count - len(towns)))]
    located = [Relationship(f"l{n}", "LOCATED_IN", e.id, random.choice(towns).id) for n, e in enumerate(entities[len(towns) :]) if random.random() < 0.6]
    people = [e for e in entities if e.label == "Person"]
    known = (_pair(random, people) for _ in range(count // 4))
    return Facts(entities, [*located, *(Relationship(f"k{n}", "KNOWS", a.id, b.id) for n, (a, b) in enumerate(known) if a != b)])


def _pair(random: Random, people: list[Entity]) -> tuple[Entity, Entity]:
    return people[int(len(people) * random.random() ** 3)], random.choice(people)


def _word(random: Random, least: int, most: int) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(random.randint(least, most))) + random.choice(ENDINGS)


def _town(random: Random) -> str:
    name = _word(random, 1, 3).capitalize()
    return random.choice(("{}", "{}", "Saint-{}", "{}-sur-Loire", "La {}")).format(name)


def _entity(random: Random, number: int, surnames: list[str]) -> Entity:
    drawn = random.random()
    if drawn < 0.45:
        return Entity(f"person:{number}", "Person", f"{random.choice(FIRST_NAMES)} {random.choice(surnames)}")
    if drawn < 0.95:
        return Entity(f"company:{number}", "Company", _company(random, surnames), _facts(random))
    return Entity(f"structure:{number}", "Structure", random.choice(BODIES).format(f"de {_word(random, 2, 3).capitalize()}"))


def _company(random: Random, surnames: list[str]) -> str:
    own = _word(random, 2, 4).capitalize() if random.random() < 0.4 else random.choice(surnames)
    trade = random.choice((*TRADES, "", "", ""))
    return " ".join(part for part in (trade, own, random.choice(FORMS)) if part)


def _facts(random: Random) -> Mapping[str, Value]:
    values: dict[str, Value] = {"siren": f"{random.randrange(10**9):09}"}
    if random.random() < 0.1:
        values["aliases"] = (_word(random, 2, 3).capitalize(),)
    return values


def questions(facts: Facts) -> Iterator[Asked]:
    """Of every kind, about entities drawn at random. Several answers count where several have the name that was meant."""
    random = Random(3)
    by_name: dict[str, set[str]] = {}
    for entity in facts.entities.values():
        by_name.setdefault(plain(entity.name), set()).add(entity.id)
    everybody = [e for e in facts.entities.values() if e.label != "City"]
    for kind, type_ in KINDS.items():
        drawn = 0
        while drawn < ASKED:
            entity = random.choice(everybody)
            if typed := type_(random, facts, entity):
                drawn += 1
                yield Asked(kind, typed, frozenset(by_name[plain(entity.name)]))


def _begun(random: Random, facts: Facts, entity: Entity) -> str:
    return entity.name[: max(1, len(entity.name) * 2 // 3)]


def _typo(random: Random, facts: Facts, entity: Entity) -> str:
    words = words_in(entity.name)
    longest = max(range(len(words)), key=lambda i: len(words[i]))
    words[longest] = misspelt(random, words[longest])
    return " ".join(words)


def _two_typos(random: Random, facts: Facts, entity: Entity) -> str:
    words = [misspelt(random, word) if len(word) > 4 else word for word in words_in(entity.name)]
    return " ".join(words)


def misspelt(random: Random, word: str) -> str:
    at = random.randrange(1, len(word) - 1) if len(word) > 2 else 0
    return random.choice((
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + random.choice("aeiourstln") + word[at + 1 :],
        word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
    ))  # fmt: skip


def _shuffled(random: Random, facts: Facts, entity: Entity) -> str:
    words = words_in(entity.name)
    random.shuffle(words)
    return " ".join(words) if len(words) > 1 else ""


def _identifier(random: Random, facts: Facts, entity: Entity) -> str:
    siren = entity.text("siren")
    return f"{siren[:3]} {siren[3:6]} {siren[6:]}" if siren else ""


def _with_town(random: Random, facts: Facts, entity: Entity) -> str:
    town = next(facts.outgoing(entity.id, "LOCATED_IN"), None)
    return f"{entity.name} {facts.entities[town.target].name}".upper() if town else ""


def _initials(random: Random, facts: Facts, entity: Entity) -> str:
    words = words_in(entity.name)
    return f"{initials_of(words[:-1])} {words[-1]}" if entity.label == "Structure" else ""


KINDS: Final[Mapping[str, Callable[[Random, Facts, Entity], str]]] = {
    "one letter": lambda random, facts, entity: words_in(entity.name)[0][0],
    "two letters": lambda random, facts, entity: words_in(entity.name)[0][:2],
    "three letters": lambda random, facts, entity: words_in(entity.name)[-1][:3],
    "a name": lambda random, facts, entity: plain(entity.name),
    "a name begun": _begun,
    "words in another order": _shuffled,
    "one typo": _typo,
    "a typo in each long word": _two_typos,
    "a name and its town": _with_town,
    "initials and a word": _initials,
    "an identifier": _identifier,
    "nobody": lambda random, facts, entity: f"{_word(random, 3, 4)} {_word(random, 3, 4)}",
}
OPEN: Final = frozenset({"one letter", "two letters", "three letters", "nobody"})
"""Kinds that mean nobody in particular."""
