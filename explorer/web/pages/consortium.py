"""Who can answer a call together: the question as a form, a team in full beside the others, two compared, and the sheet to print."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from explorer.domain.records import Entity
from explorer.errors import BadInput
from explorer.services.consortium import (
    DEFAULT_LIMIT,
    MOST_MEMBERS,
    MOST_SHARE,
    MOST_TEAMS,
    Answer,
    Member,
    Request,
    ToldNeed,
    ToldTeam,
    find_teams,
    separated,
    things_called,
)
from explorer.services.snapshot import Snapshot
from explorer.texts import Texts
from explorer.texts import consortium as phrases
from explorer.web import drawing, held
from explorer.web.language import words
from explorer.web.pages.addresses import Written
from explorer.web.pages.doubts import Doubt, doubt
from explorer.web.pages.fields import filled_in, in_range, is_decimal, meant, says_nothing, several, written_as

NUMBERS: Final = {"max_members": MOST_MEMBERS, "limit": MOST_TEAMS, "team": MOST_TEAMS, "beside": MOST_TEAMS}
LOOKING: Final = ("team", "beside", "out", "by")
"""What is said of the answer, not of the question."""
ENTITIES: Final = ("opportunity", "lead", "territory")


@dataclass(frozen=True, slots=True)
class Asked(Written):
    """`team`: the number of the one shown in full; `beside`: of the one it is compared with; `out`, `by`: who is exchanged for whom in it."""

    endpoint = "pages.consortium"
    single = ("opportunity", "needs", "lead", "max_members", "territory", "turnover_share", "limit", "team", "beside", "out", "by")
    lists = ("include", "exclude")
    ticks = ("one_lot_each", "allow_competitors")

    opportunity: str = ""
    needs: str = ""
    lead: str = ""
    max_members: str = ""
    territory: str = ""
    turnover_share: str = ""
    limit: str = ""
    team: str = ""
    beside: str = ""
    out: str = ""
    by: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    one_lot_each: bool = False
    allow_competitors: bool = False

    @property
    def complete(self) -> bool:
        return bool(self.opportunity or self.needs)

    @property
    def limited(self) -> bool:
        return any((self.max_members, self.territory, self.turnover_share, self.include, self.exclude, self.one_lot_each, self.allow_competitors))

    def request(self) -> Request:
        return Request(
            opportunity=self.opportunity or None,
            needs=separated(self.needs),
            lead=self.lead or None,
            max_members=int(self.max_members) if self.max_members else None,
            include=self.include,
            exclude=self.exclude,
            territory=self.territory or None,
            one_lot_each=self.one_lot_each,
            allow_competitors=self.allow_competitors,
            turnover_share=float(self.turnover_share) if self.turnover_share else None,
            limit=int(self.limit) if self.limit else DEFAULT_LIMIT,
        )

    def question(self, **changes: object) -> str:
        """The address of another question: what was looked at in the answer to this one is forgotten."""
        return replace(self, **dict.fromkeys(LOOKING, "") | changes).url()  # type: ignore[arg-type]

    def sheet(self) -> str:
        return self.at("pages.answer_sheet", beside="", out="", by="")

    def without(self, name: str, value: str) -> str:
        return self.question(**{name: tuple(kept for kept in getattr(self, name) if kept != value)})

    def exchanged(self, team: ToldTeam) -> "Asked":
        """The question with one member of a team exchanged for another, its lead kept."""
        changed = {"lead": team.lead.id, "include": (*self.include, self.by), "exclude": (*self.exclude, self.out), "limit": "1"}
        return replace(self, **dict.fromkeys(LOOKING, "") | changed)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Row:
    """A need in two teams: who takes it in each."""

    need: ToldNeed
    one: Member | None
    other: Member | None

    @property
    def same(self) -> bool:
        return (self.one.entity if self.one else None) == (self.other.entity if self.other else None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two teams beside each other. `adopted`: the address that goes on with the second, where that is a question of its own."""

    one: ToldTeam
    other: ToldTeam
    adopted: str

    @property
    def rows(self) -> list[Row]:
        return [Row(need, self.one.taker(place), self.other.taker(place)) for place, need in enumerate(self.one.needs)]

    @property
    def better(self) -> bool:
        """Whether the second stands before the first in the order of teams."""
        return self.other.team.order < self.one.team.order


def asked(arguments: MultiDict[str, str], t: Texts) -> Asked:
    """Read a query. What cannot be understood stays as written, with its sentence in `wrong`."""
    single = Asked.said_once(arguments)
    wrong: dict[str, str] = {}
    for name, most in NUMBERS.items():
        if not in_range(single[name], most):
            wrong[name] = t.gettext("Choose a number from %(least)s to %(most)s.", least=1, most=most)
    if single["turnover_share"] and not is_decimal(single["turnover_share"], 1, MOST_SHARE):
        wrong["turnover_share"] = t.gettext("Choose a number from %(least)s to %(most)s.", least=1, most=MOST_SHARE)
    lists = {name: several(arguments, name) for name in Asked.lists}
    ticks = {name: arguments.get(name) == "1" for name in Asked.ticks}
    return Asked(**single, **lists, **ticks, wrong=wrong)  # type: ignore[arg-type]


def page() -> tuple[str, int] | Response:
    t = words()
    question = asked(request.args, t)
    if says_nothing(request.args):
        return redirect(question.url())
    snapshot = held.snapshot()
    if not question.complete or question.wrong:
        return shown(snapshot, question, t), 422 if question.wrong else 200
    try:
        answer = find_teams(snapshot, question.request(), t)
        return shown(snapshot, question, t, answer, compared(snapshot, question, answer, t)), 200
    except BadInput as error:
        return shown(snapshot, question, t, unclear=doubt(snapshot, error, meaning(snapshot, question, t))), error.status


def sheet() -> tuple[str, int] | Response:
    """One page to print: who answers what, and how to bring them together."""
    t = words()
    question = asked(request.args, t)
    snapshot = held.snapshot()
    if not question.complete or question.wrong:
        return redirect(question.url())
    try:
        answer = find_teams(snapshot, question.request(), t)
    except BadInput:
        return redirect(question.url())
    team = chosen(question, answer)
    if team is None:
        return redirect(question.url())
    return render_template("answer_sheet.html", asked=question, answer=answer, team=team, publishers=publishers(snapshot, answer), **in_words(t)), 200


def publishers(snapshot: Snapshot, answer: Answer) -> list[Entity]:
    call = answer.asked.opportunity
    published = snapshot.facts.incoming(call.id, "PUBLISHES") if call else ()
    return sorted((snapshot.facts.entities[r.source] for r in published if r.open_at(answer.asked.day)), key=lambda entity: entity.id)


def chosen(question: Asked, answer: Answer) -> ToldTeam | None:
    """The team shown in full: the one asked for, else the best."""
    place = int(question.team) - 1 if question.team else 0
    return answer.teams[place if place < len(answer.teams) else 0] if answer.teams else None


def compared(snapshot: Snapshot, question: Asked, answer: Answer, t: Texts) -> Comparison | None:
    """The team in full beside another one: with a member exchanged, or the one of another number."""
    team = chosen(question, answer)
    if team is None:
        return None
    if question.out and question.by:
        changed = question.exchanged(team)
        other = find_teams(snapshot, changed.request(), t).teams
        return Comparison(team, other[0], changed.question()) if other else None
    place = int(question.beside) - 1 if question.beside else -1
    if not 0 <= place < len(answer.teams) or answer.teams[place] is team:
        return None
    return Comparison(team, answer.teams[place], question.question(team=question.beside))


def shown(
    snapshot: Snapshot, question: Asked, t: Texts, answer: Answer | None = None, comparison: Comparison | None = None, unclear: Doubt | None = None
) -> str:
    written = {name: getattr(question, name) for name in ENTITIES}
    team = chosen(question, answer) if answer else None
    return render_template(
        "consortium.html",
        asked=question,
        answer=answer,
        team=team,
        number_of_team=answer.teams.index(team) + 1 if answer and team else 0,
        comparison=comparison,
        doubt=unclear,
        ends=meant(snapshot, written),
        field=filled_in(snapshot, written),
        called=meant(snapshot, {text: text for text in (*question.include, *question.exclude)}),
        needs_written=", ".join(need_written(snapshot, part, t) for part in separated(question.needs)),
        picture=drawing.team(team, gaps(snapshot, answer, team)) if answer and team else None,
        **in_words(t),
    )


def in_words(t: Texts) -> dict[str, Any]:
    """What the templates say of needs and teams."""
    return {
        "lot": lambda name: phrases.lot(t, name),
        "cohesion": lambda team: phrases.cohesion(t, team.tied, team.pairs),
        "taken": lambda team, member: phrases.taken(t, [(need.lot, need.thing.name) for place in member.takes for need in [team.needs[place]]]) or None,
    }


def gaps(snapshot: Snapshot, answer: Answer, team: ToldTeam) -> Sequence[Entity]:
    ids = (min(answer.asked.needs[place].things) for place in team.uncovered)
    return [snapshot.facts.entities[id] for id in dict.fromkeys(ids)]


def need_written(snapshot: Snapshot, text: str, t: Texts) -> str:
    """What stands in the field for a need: its name where that is clear, else what was written."""
    try:
        (id,) = things_called(snapshot, text, t)
    except (BadInput, ValueError):
        return text
    name = written_as(snapshot, snapshot.facts.entities[id])
    return text if "," in name else name


def meaning(snapshot: Snapshot, question: Asked, t: Texts) -> Any:
    """The address of the same question with an entity in a field, in the place of what was not clear there."""

    def address(field: str, entity: Entity) -> str:
        if field == "needs":
            return question.question(needs=",".join(entity.id if not is_known(part) else part for part in separated(question.needs)))
        if field in Asked.lists:
            kept = (text if len(snapshot.names.called(text)) == 1 else entity.id for text in getattr(question, field))
            return question.question(**{field: tuple(kept)})
        return question.question(**{field: entity.id})

    def is_known(text: str) -> bool:
        try:
            return bool(things_called(snapshot, text, t))
        except BadInput:
            return False

    return address
