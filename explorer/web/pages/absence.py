"""What if somebody left, or a relationship were gone."""

from flask import render_template, request, url_for

from explorer.domain.answers import DEFAULT_HOPS
from explorer.domain.records import Entity
from explorer.errors import BadInput
from explorer.services.absence import Absence, absence
from explorer.web import held
from explorer.web.language import words
from explorer.web.pages.doubts import Doubt, doubt
from explorer.web.pages.fields import LONGEST, written_as


def page() -> tuple[str, int]:
    asked, relationship = (request.args.get(name, "").strip()[:LONGEST] for name in ("id", "relationship"))
    snapshot = held.snapshot()
    if not asked:
        return shown("", None), 200
    try:
        answer = absence(snapshot, asked, words(), relationship=relationship or None)
    except BadInput as error:
        return shown(asked, None, doubt(snapshot, error, meaning)), error.status
    return shown(written_as(snapshot, answer.missing), answer), 200


def shown(field: str, answer: Absence | None, doubt: Doubt | None = None) -> str:
    return render_template("absence.html", field=field, answer=answer, doubt=doubt, most_intermediaries=DEFAULT_HOPS - 1)


def meaning(_field: str, entity: Entity) -> str:
    return url_for("pages.absence", id=entity.id)
