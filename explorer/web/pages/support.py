"""Which support fits a company now."""

from flask import render_template, request, url_for

from explorer.domain.records import Entity
from explorer.errors import BadInput
from explorer.services.snapshot import Snapshot
from explorer.services.support import DEFAULT_LIMIT, MOST_SHOWN, Answer, Request, find_support
from explorer.web import held
from explorer.web.language import words
from explorer.web.pages.doubts import Doubt, doubt
from explorer.web.pages.fields import LONGEST, markets, number_asked, written_as
from explorer.web.pages.words import mine


def page() -> tuple[str, int]:
    company, market = (request.args.get(name, "").strip()[:LONGEST] for name in ("company", "market"))
    snapshot = held.snapshot()
    if not company:
        return shown(snapshot, "", market), 200
    limit = number_asked("limit", 1, MOST_SHOWN) if request.args.get("limit") else DEFAULT_LIMIT

    def meaning(_field: str, entity: Entity) -> str:
        return url_for("pages.support", company=entity.id, market=market or None)

    try:
        answer = find_support(snapshot, Request(company, market or None, limit), words())
    except BadInput as error:
        return shown(snapshot, company, market, unclear=doubt(snapshot, error, meaning)), error.status
    return shown(snapshot, written_as(snapshot, answer.company), market, answer=answer), 200


def shown(snapshot: Snapshot, company: str, market: str, *, answer: Answer | None = None, unclear: Doubt | None = None) -> str:
    start = None if company else mine()
    start = start if start and start.label == "Company" else None
    return render_template(
        "support.html",
        field=written_as(snapshot, start) if start else company,
        meant=start,
        market=market,
        markets=markets(snapshot, market, words()),
        answer=answer,
        doubt=unclear,
    )
