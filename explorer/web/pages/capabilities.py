"""What the members of a structure can do and make: by capability, by city, and against the open calls."""

from flask import render_template, request, url_for

from explorer.domain.records import Entity
from explorer.errors import BadInput
from explorer.services.capabilities import map_capabilities
from explorer.texts import consortium as phrases
from explorer.web import drawing, held
from explorer.web.language import words
from explorer.web.pages.doubts import doubt
from explorer.web.pages.fields import LONGEST, written_as
from explorer.web.pages.words import mine


def page() -> tuple[str, int]:
    t = words()
    structure = request.args.get("structure", "").strip()[:LONGEST]
    snapshot = held.snapshot()
    start = mine()
    own = start if start and start.label == "Structure" else None
    if not structure:
        return render_template("capabilities.html", field=own.name if own else "", start=own, answer=None, doubt=None), 200
    try:
        answer = map_capabilities(snapshot, structure, t)
    except BadInput as error:
        return render_template("capabilities.html", field=structure, start=None, answer=None, doubt=doubt(snapshot, error, meaning)), error.status
    picture = drawing.bars([(told.capability, len(told.holders)) for told in answer.held])
    return render_template(
        "capabilities.html",
        field=written_as(snapshot, answer.structure),
        start=None,
        answer=answer,
        doubt=None,
        picture=picture,
        lot=lambda name: phrases.lot(t, name),
    ), 200


def meaning(_field: str, entity: Entity) -> str:
    return url_for("pages.capabilities", structure=entity.id)
