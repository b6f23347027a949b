"""Which small companies suit a need or a large group."""

from flask import render_template, request, url_for

from explorer.domain.records import Entity
from explorer.errors import BadInput
from explorer.services.suited import find_suited
from explorer.web import held
from explorer.web.language import words
from explorer.web.pages.doubts import doubt
from explorer.web.pages.fields import LONGEST, written_as


def page() -> tuple[str, int]:
    target = request.args.get("target", "").strip()[:LONGEST]
    snapshot = held.snapshot()
    if not target:
        return render_template("suited.html", field="", answer=None, doubt=None), 200
    try:
        answer = find_suited(snapshot, target, words())
    except BadInput as error:
        return render_template("suited.html", field=target, answer=None, doubt=doubt(snapshot, error, meaning)), error.status
    return render_template("suited.html", field=written_as(snapshot, answer.target), answer=answer, doubt=None), 200


def meaning(_field: str, entity: Entity) -> str:
    return url_for("pages.suited", target=entity.id)
