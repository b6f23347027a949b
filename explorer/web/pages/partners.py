"""Who is worth meeting."""

from flask import render_template, request, url_for

from explorer.analysis.partners import WEIGHTS
from explorer.domain.records import Entity
from explorer.errors import BadInput
from explorer.services.partners import DEFAULT_LIMIT, MOST_SUGGESTIONS, Answer, Request, find_partners
from explorer.services.snapshot import Snapshot
from explorer.web import held
from explorer.web.language import words
from explorer.web.pages.doubts import Doubt, doubt
from explorer.web.pages.fields import LONGEST, number_asked, written_as
from explorer.web.pages.words import mine


def page() -> tuple[str, int]:
    asked = request.args.get("entity", "").strip()[:LONGEST]
    snapshot = held.snapshot()
    if not asked:
        return shown(snapshot, ""), 200
    limit = number_asked("limit", 1, MOST_SUGGESTIONS) if request.args.get("limit") else DEFAULT_LIMIT
    try:
        answer = find_partners(snapshot, Request(asked, limit), words())
    except BadInput as error:
        return shown(snapshot, asked, unclear=doubt(snapshot, error, meaning)), error.status
    return shown(snapshot, written_as(snapshot, answer.entity), answer=answer), 200


def shown(snapshot: Snapshot, field: str, *, answer: Answer | None = None, unclear: Doubt | None = None) -> str:
    start = None if field else mine()
    written = written_as(snapshot, start) if start else field
    return render_template("partners.html", field=written, meant=start, answer=answer, doubt=unclear, full=sum(WEIGHTS.values()))


def meaning(_field: str, entity: Entity) -> str:
    return url_for("pages.partners", entity=entity.id)
