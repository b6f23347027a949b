"""What can be wrong with rows as the database holds them, whoever wrote them: each rule says a code, whom it concerns and details, no sentence."""

import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from explorer.domain.dates import parse_date
from explorer.domain.identity import relationship_id
from explorer.domain.kinds import Kind, Property
from explorer.domain.vocabulary import ENTITY, LABELS, SIZE_LABELS, SUB_LABELS, TYPES, node_properties, relationship_properties
from explorer.graphdb.whole import Row

MOST_OF_A_KIND: Final = 1_000
"""Findings of one code that are named; all of them are counted."""
NODE, EDGE, CHANGE, NOTE = "node", "edge", "change", "note"
_REFERENCES: Final = {"Opportunity": ("contact", "Person"), "MET": ("event", "Event")}
_GONE: Final = b""
_PERIODS: Final = (("since", "until"), ("starts_on", "ends_on"), ("opens_on", "closes_on"))


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind`: `node`, `edge` or `change`; `id`: its id or sequence number, None where it has none."""

    code: str
    kind: str
    id: str | None
    details: Mapping[str, object]


@dataclass(slots=True)
class Findings:
    """Counted all, named up to a bound."""

    counts: Counter[str] = field(default_factory=Counter)
    _named: dict[str, list[Finding]] = field(default_factory=lambda: defaultdict(list))

    def add(self, code: str, kind: str, id: object, **details: object) -> None:
        self.counts[code] += 1
        if self.counts[code] <= MOST_OF_A_KIND:
            self._named[code].append(Finding(code, kind, None if id is None else str(id), details))

    def __iter__(self) -> Iterator[Finding]:
        """Those of one code together, in the order they were first found."""
        return (finding for findings in self._named.values() for finding in findings)


class Examination:
    """Give it every entity, then every relationship, then every change; then ask for `last` things."""

    def __init__(self) -> None:
        self.found = Findings()
        self._labels: dict[str, str | None] = {}
        self._references: list[tuple[str, str, str, str]] = []
        self._told: dict[str, str] = {}
        self._now: dict[tuple[str, str], bytes | None] = {}
        self._logged: dict[tuple[str, str], bytes | None] = {}
        self._sequence = 0

    def entity(self, row: Row) -> None:
        properties = row["properties"]
        id = properties.get("id")
        label = self._label(id, row["labels"], properties)
        if not _is_text(properties.get("name")):
            self.found.add("without_name", NODE, id)
        self._values(NODE, id, properties, node_properties(label) if label else {})
        if not _is_text(id):
            self.found.add("without_id", NODE, None, what=", ".join(row["labels"]), name=str(properties.get("name", "")))
            return
        self._seen(NODE, id, {"labels": sorted({*row["labels"]} - {ENTITY}), "properties": properties})
        self._labels[id] = label
        self._refers(label, NODE, id, properties)

    def _seen(self, kind: str, id: str, content: object) -> None:
        """Of several with one id it cannot be said which one the log means."""
        if (kind, id) in self._now:
            self.found.add("same_id", kind, id)
        self._now[kind, id] = None if (kind, id) in self._now else _digest(content)

    def _label(self, id: object, labels: list[str], properties: Mapping[str, Any]) -> str | None:
        """The main label, where there is one."""
        main = [label for label in labels if label in LABELS]
        unknown = [label for label in labels if label not in LABELS and label not in SUB_LABELS and label != ENTITY]
        if unknown or len(main) != 1:
            self.found.add("unknown_label", NODE, id, labels=", ".join(sorted(set(labels) - {ENTITY})) or "–")
        if len(main) != 1:
            return None
        second = SIZE_LABELS.get(str(properties.get("size_class"))) if main == ["Company"] else None
        found = sorted(label for label in labels if label in SUB_LABELS)
        if found != ([second] if second else []):
            self.found.add("wrong_second_label", NODE, id, found=", ".join(found) or "–", expected=second or "–")
        return main[0]

    def relationship(self, row: Row) -> None:
        type_, source, target, properties = row["type"], row["source"], row["target"], row["properties"]
        id = properties.get("id")
        self._ends(id, type_, source, target)
        if type_ in TYPES:
            self._values(EDGE, id, properties, relationship_properties(type_))
            self._refers(type_, EDGE, id, properties)
            self._stored_once(id, type_, str(source), str(target), properties)
        else:
            self.found.add("unknown_type", EDGE, id, type=type_)
        if not _is_text(id):
            self.found.add("without_id", EDGE, None, what=type_, name=f"{source} → {target}")
            return
        self._seen(EDGE, id, {"type": type_, "source": source, "target": target, "properties": properties})

    def _ends(self, id: object, type_: str, source: str, target: str) -> None:
        labels = self._labels.get(source), self._labels.get(target)
        if source == target:
            self.found.add("self_tie", EDGE, id, type=type_, end=source)
        elif type_ in TYPES and not (labels[0] and labels[1] and TYPES[type_].allows(labels[0], labels[1])):
            self.found.add("wrong_ends", EDGE, id, type=type_, source=f"{labels[0] or '?'} {source}", target=f"{labels[1] or '?'} {target}")

    def _stored_once(self, id: object, type_: str, source: str, target: str, properties: Mapping[str, Any]) -> None:
        if TYPES[type_].symmetric:
            # Two people can tell the same of one pair; what says nothing else, to the last word, is the same relationship twice.
            told = {name: value for name, value in properties.items() if name not in ("id", "origin")}
            same = f"{relationship_id(type_, source, target, properties)} {json.dumps(told, sort_keys=True, default=str)}"
            first = self._told.setdefault(same, str(id))
            if first != str(id):
                self.found.add("stored_twice", EDGE, id, type=type_, source=source, target=target, other=first)

    def _values(self, kind: str, id: object, properties: Mapping[str, Any], known: Mapping[str, Property]) -> None:
        for name, value in properties.items():
            code = _code_of_value(value, known.get(name))
            if code:
                self.found.add(code, kind, id, property=name, value=_shown(value))
        for begin, end in _PERIODS:
            if begin in properties and end in properties and _reversed(properties[begin], properties[end]):
                self.found.add("dates_reversed", kind, id, begin=properties[begin], end=properties[end])

    def _refers(self, of: str | None, kind: str, id: object, properties: Mapping[str, Any]) -> None:
        name, label = _REFERENCES.get(of or "", ("", ""))
        if properties.get(name):
            self._references.append((kind, str(id), str(properties[name]), label))

    def change(self, row: Row) -> None:
        properties = row["properties"]
        sequence = properties["sequence"]
        if sequence > self._sequence + 1:
            self.found.add("log_gap", CHANGE, self._sequence + 1, first=self._sequence + 1, last=sequence - 1)
        elif sequence <= self._sequence:
            self.found.add("same_id", CHANGE, sequence)
        self._sequence = sequence
        if properties.get("kind") == NOTE:
            return
        gone = properties.get("after") is None and properties.get("before") is not None
        self._logged[str(properties.get("kind")), str(properties.get("id"))] = _GONE if gone else _digest_of_text(properties.get("after"))

    def last(self, counter: int) -> None:
        """What can be said once everything was seen. `counter`: the number that the next change would follow."""
        if counter < self._sequence:
            self.found.add("counter_behind", CHANGE, self._sequence, counter=counter, largest=self._sequence)
        elif counter > self._sequence:
            self.found.add("log_gap", CHANGE, self._sequence + 1, first=self._sequence + 1, last=counter)
        for kind, id, reference, label in self._references:
            if self._labels.get(reference) != label:
                self.found.add("dangling", kind, id, reference=reference, label=label)
        for (kind, id), logged in self._logged.items():
            now = self._now.get((kind, id), _GONE)
            if None not in (logged, now) and now != logged:
                self.found.add("change_without_effect" if _GONE in (logged, now) else "differs_from_log", kind, id)
        for kind, id in self._now.keys() - self._logged.keys():
            self.found.add("not_in_log", kind, id)

    def stranger(self, row: Row) -> None:
        """A node that is no entity: of no concern, unless it bears one of our labels."""
        if ours := sorted(set(row["labels"]) & {*LABELS, *SUB_LABELS}):
            self.found.add("no_entity", NODE, row["properties"].get("id"), labels=", ".join(ours))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(parse_date(value))
    except ValueError:
        return False


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return _is_whole(value) or (isinstance(value, float) and math.isfinite(value))


_HOLDS: Final[Mapping[Kind, Callable[[Any], bool]]] = MappingProxyType(
    {
        Kind.TEXT: lambda value: isinstance(value, str),
        Kind.LIST: lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
        Kind.FIRST_DAY: _is_date,
        Kind.LAST_DAY: _is_date,
        Kind.INTEGER: _is_whole,
        Kind.NUMBER: _is_number,
        Kind.BOOLEAN: lambda value: isinstance(value, bool),
        Kind.COUNTRY: lambda value: isinstance(value, str) and len(value) == 2 and value.isascii() and value.isupper(),
        Kind.YEAR: _is_whole,
    }
)


def _code_of_value(value: Any, property: Property | None) -> str | None:
    """What is wrong with a value; of a property that nobody knows, only that nobody here can have written it."""
    if property is None:
        return "bad_value" if isinstance(value, dict) else None
    if not _HOLDS[property.kind](value):
        return "bad_date" if property.kind in (Kind.FIRST_DAY, Kind.LAST_DAY) else "bad_value"
    items = value if isinstance(value, list) else [value]
    if property.choices and not set(items) <= set(property.choices):
        return "bad_value"
    low, high = property.low, property.high
    return "bad_value" if (low is not None and value < low) or (high is not None and value > high) else None


def _reversed(begin: Any, end: Any) -> bool:
    return _is_date(begin) and _is_date(end) and parse_date(end).last < parse_date(begin).first


def _shown(value: Any) -> str:
    return (next(iter(value.values())) if isinstance(value, dict) else json.dumps(value, ensure_ascii=False))[:100]


def _digest(content: object) -> bytes:
    return hashlib.blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=16).digest()


def _digest_of_text(after: object) -> bytes | None:
    """Of what an entry of the log says; None where it says nothing (any more)."""
    try:
        content = json.loads(after) if isinstance(after, str) else None
    except ValueError:
        content = {}
    if isinstance(content, dict) and isinstance(content.get("labels"), list):
        content["labels"] = sorted(content["labels"])
    return None if content is None else _digest(content)
