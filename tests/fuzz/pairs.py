"""Sound pairs of tables, with something of every kind in them, to be damaged; and what must hold of whatever is read of them afterwards."""

import unicodedata
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Final

from explorer.domain.kinds import Kind, Property
from explorer.domain.vocabulary import LABELS, TYPES, node_properties, relationship_properties
from explorer.examples import example_folder
from explorer.ingest import Problem, Reading
from explorer.texts import texts
from explorer.texts.problems import note_words, problem_words
from tests.fuzz.damage import DAMAGES, splice
from tests.unit.ingest.tables_of import table

Pair = tuple[bytes, bytes]
HOSTILE: Final = Path(__file__).resolve().parents[1] / "data" / "hostile"
_VALUES: Final = {
    Kind.TEXT: "some text, with “quotes”",
    Kind.LIST: "one|two",
    Kind.FIRST_DAY: "2024-05",
    Kind.LAST_DAY: "2024-06-30",
    Kind.INTEGER: "3",
    Kind.NUMBER: "1,5",
    Kind.BOOLEAN: "oui",
    Kind.COUNTRY: "FR",
    Kind.YEAR: "2024",
}
_WRITTEN: Final = {
    "siren": "732829320",
    "siret": "73282932000074",
    "vat": "FR40303265045",
    "lei": "213800KUD8LAJWSQ9D15",
    "contact": "person:1",
    "event": "event:1",
}
_LONGEST_SHOWN: Final = 81


def _cell(property: Property) -> str:
    return _WRITTEN.get(property.name) or (property.choices[0] if property.choices else _VALUES[property.kind])


def everything() -> Pair:
    """Two nodes of each label and one edge of each type and pair of ends, every property filled in."""
    nodes = [
        {"id": f"country:{'FR' if n == 1 else 'NA'}" if label == "Country" else f"{label.lower()}:{n}", "label": label, "name": f"{label} {n}"}
        | {name: _cell(property) for name, property in node_properties(label).items()}
        for label in LABELS
        for n in (1, 2)
    ]
    edges = [
        {"source": "country:FR" if source == "Country" else f"{source.lower()}:1", "target": "country:NA" if target == "Country" else f"{target.lower()}:2"}
        | {"type": type_.name}
        | {name: _cell(property) for name, property in relationship_properties(type_.name).items()}
        for type_ in TYPES.values()
        for sources, targets in type_.ends
        for source in sorted(sources)
        for target in sorted(targets)
    ]
    return _text(nodes).encode(), _text(edges).encode()


def _text(rows: list[dict[str, str]]) -> str:
    return table(tuple(dict.fromkeys(name for row in rows for name in row)), rows)


def plain() -> Pair:
    nodes = b"id,label,name\nperson:1,Person,Anne Martin\ncompany:1,PME,Neyret\ncompany:2,GrandGroupe,Saur\nstructure:1,Structure,Fiped\n"
    edges = b"source,target,type,since,until,role\nperson:1,company:1,WORKS_AT,2019-05,,director\ncompany:1,company:2,CLIENT_OF,2020,2021,\n"
    return nodes, edges + b"company:1,structure:1,MEMBER_OF,,,\ncompany:1,company:2,SUBSIDIARY_OF,,,\ncompany:2,company:1,SUBSIDIARY_OF,,,\n"


def sound_pairs() -> list[Pair]:
    """Some of the files kept as hostile are among them: damage to what is odd already reaches further."""
    example = example_folder()
    folders = [HOSTILE / name for name in ("circle", "cypher", "format_strings", "html", "letters", "namibia", "return_line_ends", "wrong_ends")]
    kept = [((folder / "nodes.csv").read_bytes(), (folder / "edges.csv").read_bytes()) for folder in folders]
    return [everything(), everything(), *[plain()] * 6, ((example / "nodes.csv").read_bytes(), (example / "edges.csv").read_bytes()), *kept]


def damaged(pair: Pair, random: Random) -> tuple[Pair, list[str]]:
    """One of the two tables damaged, or both, in one to three ways, and what was done."""
    tables = list(pair)
    done: list[str] = []
    for place in random.choice(((0,), (1,), (0, 1))):
        if random.random() < 0.05:
            tables[place] = splice(tables[place], tables[1 - place], random)
            done.append("splice")
        for name in random.sample(list(DAMAGES), random.choice((1, 1, 1, 2, 3))):
            tables[place] = DAMAGES[name](tables[place], random)
            done.append(name)
    return (tables[0], tables[1]), done


def check(reading: Reading, known: dict[str, str]) -> None:
    """What is good can be saved as it is, and what is not is told in words that steer nothing. `known`: labels of what the database holds."""
    labels = known | {entity.id: entity.label for entity in reading.entities}
    assert len({entity.id for entity in reading.entities}) == len(reading.entities)
    assert len({tie.id for tie in reading.relationships}) == len(reading.relationships)
    for entity in reading.entities:
        assert labels[entity.id] == known.get(entity.id, entity.label)
        assert entity.name.strip()
    for tie in reading.relationships:
        assert TYPES[tie.type].allows(labels[tie.source], labels[tie.target])
    for problem in (*reading.problems, *reading.waiting, *reading.notes):
        for sentence in _words(problem):
            assert sentence.endswith(".")
            assert not {unicodedata.category(c) for c in sentence} & {"Cc", "Cf", "Cs"}
        for shown in (problem.value, problem.column):
            assert shown is None or (shown.isprintable() and len(shown) <= _LONGEST_SHOWN)


def _words(problem: Problem) -> Iterator[str]:
    for language in ("fr", "en"):
        try:
            yield from problem_words(texts(language), problem.code, problem.details)
        except KeyError:
            yield note_words(texts(language), problem.code, problem.details)


def numbered(seed: str) -> Iterator[tuple[int, Random]]:
    """Each number with random numbers of its own, so that one file can be made again without the others."""
    return ((number, Random(f"{seed}:{number}")) for number in count())
