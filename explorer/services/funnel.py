"""What was done about needs, and what came of it: notes on who was proposed, asked, met, and how it ended, counted step by step."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import uuid4

from explorer.domain.dates import parse_date, today
from explorer.domain.kinds import BODIES
from explorer.domain.records import Entity
from explorer.errors import NotFound, Refused
from explorer.graphdb import Database
from explorer.graphdb import notes as log
from explorer.graphdb.notes import Note
from explorer.ingest.values import Number, Unfit
from explorer.services.ends import shortened
from explorer.services.entity import entity_of
from explorer.services.snapshot import Snapshot
from explorer.services.told import entity_json
from explorer.texts import Texts
from explorer.texts import funnel as phrases
from explorer.texts.problems import problem_words

STEPS: Final = ("proposed", "asked", "met", "answered")
OUTCOMES: Final = ("won", "lost", "none")
ENDS_AN_ANSWER: Final = frozenset({"won", "lost"})
"""Nobody wins or loses without having answered."""
LONGEST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Pair:
    """One company for one need: how far it came, how it ended (None: not yet), and its notes, the latest first."""

    opportunity: Entity
    company: Entity
    furthest: str
    outcome: str | None
    amount: float | None
    currency: str | None
    notes: tuple[Note, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "opportunity": entity_json(self.opportunity),
            "company": entity_json(self.company),
            "furthest": self.furthest,
            "outcome": self.outcome,
            "amount": self.amount,
            "currency": self.currency,
            "notes": [{"id": n.id, "step": n.step, "on": n.on, "text": n.text, "amount": n.amount, "currency": n.currency, "at": n.at} for n in self.notes],
        }


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many pairs of a need and a company came to each step or beyond it, how they ended, and what was won by currency."""

    steps: Mapping[str, int]
    outcomes: Mapping[str, int]
    pending: int
    won: Mapping[str, float]
    words: tuple[tuple[str, str, int], ...]

    @property
    def pairs(self) -> int:
        return self.steps["proposed"]

    def as_json(self) -> dict[str, Any]:
        return {
            "steps": [{"step": name, "pairs": self.steps[name]} for name in STEPS],
            "outcomes": dict(self.outcomes),
            "pending": self.pending,
            "won_amounts": dict(self.won),
        }


def pairs_of(snapshot: Snapshot, opportunities: Collection[str] | None = None) -> list[Pair]:
    """Every pair that something was noted of, the latest note first; of these needs where they are given. What is in the network no more is left out."""
    entities = snapshot.facts.entities
    by_pair: dict[tuple[str, str], list[Note]] = defaultdict(list)
    for note in snapshot.notes.values():
        if (opportunities is None or note.opportunity in opportunities) and note.opportunity in entities and note.company in entities:
            by_pair[note.opportunity, note.company].append(note)
    made = [_pair(entities[need], entities[company], notes) for (need, company), notes in by_pair.items()]
    return sorted(made, key=lambda pair: -pair.notes[0].sequence)


def _pair(need: Entity, company: Entity, notes: Sequence[Note]) -> Pair:
    """The latest outcome counts, by its day, then by when it was noted; a step noted after it opens the matter again."""
    ordered = sorted(notes, key=lambda note: (parse_date(note.on).last, note.sequence))
    last = ordered[-1]
    ended = last if last.step in OUTCOMES else None
    reached = {note.step for note in notes} | ({"answered"} if any(note.step in ENDS_AN_ANSWER for note in notes) else set())
    furthest = next((step for step in reversed(STEPS) if step in reached), STEPS[0])
    with_amount = next((note for note in reversed(ordered) if note.amount is not None), None)
    amount, currency = (with_amount.amount, with_amount.currency) if with_amount else (None, None)
    return Pair(need, company, furthest, ended.step if ended else None, amount, currency, tuple(sorted(notes, key=lambda n: -n.sequence)))


def funnel(pairs: Iterable[Pair], t: Texts) -> Funnel:
    found = list(pairs)
    steps = {step: sum(STEPS.index(pair.furthest) >= number for pair in found) for number, step in enumerate(STEPS)}
    outcomes = Counter(pair.outcome for pair in found if pair.outcome)
    won: Counter[str] = Counter()
    for pair in found:
        if pair.outcome == "won" and pair.amount is not None:
            won[pair.currency or "?"] += pair.amount  # type: ignore[assignment]  # amounts are no whole numbers
    numbers = [(name, steps[name]) for name in STEPS] + [(name, outcomes[name]) for name in OUTCOMES] + [("pending", len(found) - outcomes.total())]
    told = tuple((phrases.step(t, name), phrases.definition(t, name), number) for name, number in numbers)
    return Funnel(steps, {name: outcomes[name] for name in OUTCOMES}, len(found) - outcomes.total(), dict(won), told)


def take_note(db: Database, snapshot: Snapshot, opportunity: str, said: Mapping[str, str], t: Texts, *, who: str) -> int:
    """Note what was done about a need. `said`: `company` (id or name), `step`, `on`, `text`, `amount`, `currency`, as written.

    Returns the number of the latest change. Raises NotFound for the need, Refused with what is wrong by field.
    """
    need = entity_of(snapshot, opportunity, t)
    if need.label != "Opportunity":
        raise NotFound(t.gettext("%(name)s is no need.", name=shortened(need.name)), {"id": [opportunity[:500]]})
    wrong: dict[str, list[str]] = {}
    company = _company(snapshot, said.get("company", "").strip(), t, wrong)
    step, text = said.get("step", "").strip(), said.get("text", "").strip()
    if step not in (*STEPS, *OUTCOMES):
        wrong["step"] = [t.gettext("Must be one of: %(choices)s.", choices=", ".join((*STEPS, *OUTCOMES)))]
    if len(text) > LONGEST:
        wrong["text"] = [t.gettext("A note has at most %(most)s characters.", most=LONGEST)]
    on, amount = _day(said.get("on", "").strip(), t, wrong), _amount(said.get("amount", "").strip(), t, wrong)
    currency = said.get("currency", "").strip()[:20] if amount is not None else ""
    if wrong:
        raise Refused(t.gettext("Nothing was saved: some of what was written cannot be taken over."), wrong)
    return log.add(db, Note(f"note:{uuid4().hex}", need.id, company, step, on, text or None, amount, currency or None), who=who)


def take_back(db: Database, snapshot: Snapshot, opportunity: str, id: str, t: Texts, *, who: str) -> int:
    """A note that should not have been made. Raises NotFound."""
    note = snapshot.notes.get(id)
    if note is None or note.opportunity != opportunity:
        raise NotFound(t.gettext("There is no such note any more."), {"note": [id[:500]]})
    return log.take_back(db, id, who=who)


def _company(snapshot: Snapshot, written: str, t: Texts, wrong: dict[str, list[str]]) -> str:
    found = [entity.id for entity in snapshot.names.called(written) if entity.label in BODIES] if written else []
    if len(found) == 1:
        return found[0]
    several = t.gettext("Several are called “%(name)s”: write the id of one of them (%(ids)s).", name=shortened(written), ids=", ".join(found[:5]))
    wrong["company"] = [several if found else t.gettext("No company and no structure is called “%(name)s”.", name=shortened(written))]
    return ""


def _day(written: str, t: Texts, wrong: dict[str, list[str]]) -> str:
    on = written or today().isoformat()
    try:
        first: date | None = parse_date(on).first
    except ValueError:
        first = None
        wrong["on"] = [" ".join(problem_words(t, "date", {}))]
    if first is not None and first > today():
        wrong["on"] = [t.gettext("This day has not come yet: a note says what was done.")]
    return on


def _amount(written: str, t: Texts, wrong: dict[str, list[str]]) -> float | None:
    try:
        return Number(0, None).read(written) if written else None
    except Unfit as error:
        told: Any = error.messages[0]
        wrong["amount"] = [" ".join(problem_words(t, told["code"], told["details"]))]
        return None
