"""What a save would change: each given entity and relationship compared with the one of its id in the database."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from explorer.domain.records import Entity, Relationship
from explorer.domain.vocabulary import LABELS, SIZE_LABELS, TYPES
from explorer.errors import BadInput
from explorer.graphdb import stored
from explorer.graphdb.database import Transaction
from explorer.graphdb.logbook import EDGE, NODE
from explorer.graphdb.server_differences import LARGEST_THING, LONGEST_ID, ROWS_A_STATEMENT

_ORIGIN: Final = "origin"
_NO_CHANGE_BY_ITSELF: Final = frozenset({_ORIGIN, "created_at", "updated_at"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing to write. `name` is its label (the second one of a company that has one) or type, `values` what is to be set.

    `before` and `after` are JSON texts of the whole thing; there is no `before` of what is new.
    """

    kind: str
    id: str
    name: str
    values: Mapping[str, Any]
    after: str
    before: str | None = None
    relabelled: bool = False
    ends: tuple[str, str] = ("", "")

    @property
    def created(self) -> bool:
        return self.before is None


def entities(tx: Transaction, given: Sequence[Entity], now: str) -> list[Difference]:
    """Those that are new or differ, in the order given. Raises BadInput where one is given twice or too large, or an id bears another main label."""
    _check_ids([entity.id for entity in given], NODE)
    known: dict[str, tuple[str, list[str], dict[str, Any]]] = {}
    for ids in _lists([entity.id for entity in given]):
        for row in tx.rows("read/entities", ids=ids):
            known[row["properties"]["id"]] = _main_label(row["labels"]), row["labels"], row["properties"]
    return [_of_a_size(d) for entity in given if (d := _entity(entity, known.get(entity.id), now)) is not None]


def _entity(entity: Entity, known: tuple[str, list[str], dict[str, Any]] | None, now: str) -> Difference | None:
    given = stored.entity_properties(entity)
    if known is None:
        values = given | {"created_at": now, "updated_at": now}
        return Difference(NODE, entity.id, entity.shown_label, values, _node_text(entity.labels, values))
    label, labels, properties = known
    if label != entity.label:
        raise refused(
            "other_label", "The id “%(id)s” is that of a %(known)s already and cannot become a %(given)s.", entity.id, known=label, given=entity.label
        )
    if not _differs(given, properties):
        return None
    after = properties | given | {"updated_at": now}
    second = SIZE_LABELS.get(str(after.get("size_class"))) if label == "Company" else None
    all_labels = (label, second) if second else (label,)
    return Difference(
        NODE,
        entity.id,
        second or label,
        given | {"updated_at": now},
        _node_text(all_labels, after),
        before=_node_text(sorted(set(labels) - {"Entity"}, key=lambda name: (name != label, name)), properties),
        relabelled=set(all_labels) != set(labels) - {"Entity"},
    )


def relationships(tx: Transaction, given: Sequence[Relationship], labels: Mapping[str, str]) -> list[Difference]:
    """Those that are new or differ, in the order given. `labels`: main labels of the entities saved together with them.

    Raises BadInput where one is given twice or too large, an id stands for another relationship, an end is not there or may not be one.
    """
    _check_ids([relationship.id for relationship in given], EDGE)
    known = {row["id"]: row for ids in _lists([relationship.id for relationship in given]) for row in tx.rows("read/relationships", ids=ids)}
    new = [relationship for relationship in given if relationship.id not in known]
    _check_ends(new, {**labels, **_labels_of(tx, {end for r in new for end in (r.source, r.target)} - labels.keys())})
    return [_of_a_size(d) for relationship in given if (d := _relationship(relationship, known.get(relationship.id))) is not None]


def _relationship(relationship: Relationship, known: Mapping[str, Any] | None) -> Difference | None:
    ends = (relationship.source, relationship.target)
    if known is None:
        new = stored.relationship_properties(relationship)
        return Difference(EDGE, relationship.id, relationship.type, new, _edge_text(relationship.type, ends, new), ends=ends)
    _check_same(relationship, known)
    given = stored.given_properties(relationship)
    properties = known["properties"]
    if not _differs(given, properties):
        return None
    kept = (known["source"], known["target"])
    before = _edge_text(relationship.type, kept, properties)
    return Difference(EDGE, relationship.id, relationship.type, given, _edge_text(relationship.type, kept, properties | given), before=before, ends=kept)


def _check_same(given: Relationship, known: Mapping[str, Any]) -> None:
    """The id may not stand for another type or other ends; the two ends of a symmetric relationship may come in either order."""
    ends, kept = [given.source, given.target], [known["source"], known["target"]]
    if TYPES[given.type].symmetric:
        ends, kept = sorted(ends), sorted(kept)
    if given.type != known["type"] or ends != kept:
        was = f"{known['type']} from {known['source']!r} to {known['target']!r}"
        is_ = f"{given.type} from {given.source!r} to {given.target!r}"
        raise refused(
            "other_relationship", "The id “%(id)s” is that of another relationship already: %(known)s, not %(given)s.", given.id, known=was, given=is_
        )


def _check_ends(new: Sequence[Relationship], labels: Mapping[str, str]) -> None:
    for relationship in new:
        for end in (relationship.source, relationship.target):
            if end not in labels:
                raise refused("unknown_end", "%(type)s “%(id)s”: there is no entity with the id “%(end)s”.", relationship.id, type=relationship.type, end=end)
        source, target = labels[relationship.source], labels[relationship.target]
        if not TYPES[relationship.type].allows(source, target):
            raise refused(
                "wrong_ends",
                "%(type)s “%(id)s” cannot go from a %(source)s to a %(target)s.",
                relationship.id,
                type=relationship.type,
                source=source,
                target=target,
            )


def _labels_of(tx: Transaction, ids: Collection[str]) -> dict[str, str]:
    rows = (row for part in _lists(sorted(ids)) for row in tx.rows("read/entities", ids=part))
    return {row["properties"]["id"]: _main_label(row["labels"]) for row in rows}


def _main_label(labels: Sequence[str]) -> str:
    return next(label for label in labels if label in LABELS)


def _differs(given: Mapping[str, Any], properties: Mapping[str, Any]) -> bool:
    return any(properties.get(name) != value for name, value in given.items() if name not in _NO_CHANGE_BY_ITSELF)


def _check_ids(ids: Sequence[str], kind: str) -> None:
    if long := next((id for id in ids if len(id) > LONGEST_ID), None):
        raise refused("long_id", "The id of a %(kind)s is longer than %(longest)s characters: “%(id)s…”.", long[:40], kind=kind, longest=LONGEST_ID)
    if len(set(ids)) != len(ids):
        seen: set[str] = set()
        twice = next(id for id in ids if id in seen or seen.add(id))  # type: ignore[func-returns-value]
        raise refused("given_twice", "The %(kind)s “%(id)s” is given twice in one save.", twice, kind=kind)


def _of_a_size(difference: Difference) -> Difference:
    if len(difference.after) > LARGEST_THING // 4 and (size := len(difference.after.encode())) > LARGEST_THING:
        raise refused(
            "too_large",
            "What is said of the %(kind)s “%(id)s” is too long: %(size)s bytes, at most %(most)s. Shorten its longest text.",
            difference.id,
            kind=difference.kind,
            size=size,
            most=LARGEST_THING,
        )
    return difference


def refused(reason: str, template: str, id: str, **details: object) -> BadInput:
    return BadInput.of(template, {"reason": reason, "id": id, **details})


def _lists(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + ROWS_A_STATEMENT] for start in range(0, len(ids), ROWS_A_STATEMENT))


def _node_text(labels: Sequence[str], properties: Mapping[str, Any]) -> str:
    return _text({"labels": list(labels), "properties": dict(properties)})


def _edge_text(type_: str, ends: tuple[str, str], properties: Mapping[str, Any]) -> str:
    return _text({"type": type_, "source": ends[0], "target": ends[1], "properties": dict(properties)})


def _text(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)
