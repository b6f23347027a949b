"""What the members of a structure can do and make: by capability, by city, and against the open calls."""

from flask import render_template, request, url_for

from explorer.domain.records import Entity
from explorer.errors import BadInput
from explorer.services.capabilities import Map, ToldHeld, map_capabilities
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
    chosen = next((told for told in answer.held if told.capability.id == request.args.get("capability", "")), None)
    return render_template(
        "capabilities.html",
        field=written_as(snapshot, answer.structure),
        start=None,
        answer=answer,
        doubt=None,
        picture=drawing.bars([(told.capability, len(told.holders)) for told in answer.held]),
        chosen=chosen,
        holders=[holder for holder, _ in chosen.holders] if chosen else [],
        capabilities=sorted(((told.capability.id, told.capability.name) for told in answer.held), key=lambda each: each[1]),
        map=drawing.cities(counted(answer, chosen)),
        unplaced=unplaced(answer),
        lot=lambda name: phrases.lot(t, name),
    ), 200


def counted(answer: Map, chosen: ToldHeld | None) -> list[drawing.Counted]:
    """By city the members there, and those of them that hold the capability that was chosen, or any."""
    meant = {holder.id for told in ([chosen] if chosen else answer.held) for holder, _ in told.holders}
    return [drawing.Counted(place.city, len(place.members), sum(member.id in meant for member in place.members)) for place in answer.places if place.city]


def unplaced(answer: Map) -> int:
    """Members that no mark of the map stands for: of no known city, or only of cities without coordinates."""
    on_map = {member.id for place in answer.places if place.city and place.city.point for member in place.members}
    return sum(member.id not in on_map for member in answer.members)


def meaning(_field: str, entity: Entity) -> str:
    return url_for("pages.capabilities", structure=entity.id)
