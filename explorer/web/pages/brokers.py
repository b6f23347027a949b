"""On whom a territory, the members of a structure, or the whole network rests."""

from flask import render_template, request, url_for

from explorer.domain.answers import DEFAULT_HOPS
from explorer.domain.records import Entity
from explorer.errors import BadInput
from explorer.services.brokers import Brokers, find_brokers
from explorer.web import held
from explorer.web.language import words
from explorer.web.pages.doubts import Doubt, doubt
from explorer.web.pages.fields import LONGEST, written_as


def page() -> tuple[str, int]:
    """Sent with nothing filled in, the question is about the whole network."""
    if "place" not in request.args:
        return shown("", None), 200
    asked = request.args["place"].strip()[:LONGEST]
    snapshot = held.snapshot()
    try:
        answer = find_brokers(snapshot, asked or None, words())
    except BadInput as error:
        return shown(asked, None, doubt(snapshot, error, meaning)), error.status
    return shown(written_as(snapshot, answer.place) if answer.place else "", answer), 200


def shown(field: str, answer: Brokers | None, doubt: Doubt | None = None) -> str:
    return render_template("brokers.html", field=field, answer=answer, doubt=doubt, most_intermediaries=DEFAULT_HOPS - 1)


def meaning(_field: str, entity: Entity) -> str:
    return url_for("pages.brokers", place=entity.id)
