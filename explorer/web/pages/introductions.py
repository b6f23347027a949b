"""Who can introduce us: the question as a form, and its answer in every case."""

from collections.abc import Mapping
from functools import partial

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from explorer.domain.answers import MOST_HOPS, End
from explorer.domain.records import Entity
from explorer.domain.vocabulary import ACTOR_LABELS
from explorer.errors import BadInput
from explorer.services.entity import Ego, neighbourhood
from explorer.services.introductions import Answer, introduce
from explorer.services.snapshot import Snapshot
from explorer.services.told import ToldPath
from explorer.texts import Texts
from explorer.texts import words as phrases
from explorer.web import drawing, held
from explorer.web.language import words
from explorer.web.pages.doubts import Doubt, doubt
from explorer.web.pages.fields import choices, filled_in, meant, says_nothing
from explorer.web.pages.question import Asked, asked
from explorer.web.pages.words import mine


def page() -> tuple[str, int] | Response:
    t = words()
    question = asked(request.args, t)
    if says_nothing(request.args):
        return redirect(question.url())
    snapshot = held.snapshot()
    if not question.complete or question.wrong:
        return shown(snapshot, question, t), 422 if question.wrong else 200
    try:
        answer = introduce(snapshot, question.request(), t)
    except BadInput as error:
        return shown(snapshot, question, t, doubt=doubt(snapshot, error, partial(meaning, question, error))), error.status
    return shown(snapshot, question, t, answer=answer), 200


def shown(snapshot: Snapshot, question: Asked, t: Texts, *, answer: Answer | None = None, doubt: Doubt | None = None) -> str:
    paths = (answer.diverse if question.different else answer.paths) if answer else ()
    return render_template(
        "introductions.html",
        asked=question,
        answer=answer,
        doubt=doubt,
        paths=paths,
        picture=drawing.routes(paths),
        apart=drawing.islands(*sides(snapshot, answer, t)) if answer and not paths and not joined(answer) else None,
        joined=joined(answer) if answer else False,
        ends=ends(snapshot, question),
        start=mine(),
        choices=choices(snapshot, t.language),
        kinds_offered=[(label, phrases.label(t, label)) for label in ACTOR_LABELS],
        field=written(snapshot, question),
        most_hops=MOST_HOPS,
        years=[years_of(path) for path in paths],
    )


def ends(snapshot: Snapshot, question: Asked) -> Mapping[str, Entity]:
    """Whom the fields mean, where that is clear: shown with their mark and name instead of an id."""
    asked_of = {"source": question.source, "target": question.target, "via": question.via, "to_sector": question.to_sector} | {id: id for id in question.avoid}
    return meant(snapshot, asked_of)


def written(snapshot: Snapshot, question: Asked) -> Mapping[str, str]:
    """What stands in each field for an entity."""
    return filled_in(snapshot, {name: getattr(question, name) for name in ("source", "target", "via", "to_sector")})


def meaning(question: Asked, error: BadInput, field: str, entity: Entity) -> str:
    """The address of the same question, asked of this candidate."""
    if field != "avoid":
        return question.url(**{field: entity.id})
    return question.url(avoid=tuple(entity.id if name in error.message else name for name in question.avoid))


def joined(answer: Answer) -> bool:
    """Whether both ends lie in one part of the network: then the target is only too far, or shut off by what the question leaves out."""
    return answer.source_part.rank is not None and answer.source_part.rank == answer.target_part.rank


def sides(snapshot: Snapshot, answer: Answer, t: Texts) -> tuple[Ego | None, Ego | None]:
    """What is around each end, for the drawing of a question without a path; nothing where an end is no single actor."""

    def around(end: End) -> Ego | None:
        return neighbourhood(snapshot, end.id, t, answer.as_of) if end.id and end.actors == frozenset([end.id]) else None

    return around(answer.source), around(answer.target)


def years_of(path: ToldPath) -> tuple[int, int] | None:
    """First and last year of a path's evidence; None where none of it is dated."""
    relationships = [fact.relationship for step in path.steps for fact in step.facts]
    dates = [d.first.year for r in relationships for d in (r.since, r.observed_on, r.until) if d is not None]
    return (min(dates), max(dates)) if dates else None
