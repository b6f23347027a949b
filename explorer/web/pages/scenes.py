"""Saved scenes: opened, shared, deleted, by forms that need no script; and what a link shows to whoever has it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from explorer.domain.dates import today
from explorer.domain.records import Entity
from explorer.domain.strength import strength_word
from explorer.errors import BadInput, NotFound
from explorer.services import explore, scenes, scenes_filters, together
from explorer.services.graph import MOST_DRAWN, Graph
from explorer.services.scenes import LONGEST_DAYS, Link, Opened
from explorer.services.scenes_filters import Filters
from explorer.services.snapshot import Snapshot
from explorer.services.together import DerivedTie
from explorer.texts import Texts, legend
from explorer.texts import words as phrases
from explorer.web import drawing, held
from explorer.web.api.scenes import LONGEST_NAME
from explorer.web.language import words
from explorer.web.pages.explore import Asked, twin
from explorer.web.pages.fields import number_asked

DAYS = 30
MOST_IN_A_PICTURE = 400
"""Entities that can be told apart in one."""
MOST_WORKED = 100
"""Ties of those who worked together that are listed, the strongest."""
MOST_WORKED_DRAWN = 1_000
"""And drawn: with more there is nothing to be made out."""


def page(made: Link | None = None, wrong: str = "", status: int = 200) -> tuple[str, int]:
    found = held.kept(scenes.listed)
    return render_template("scenes.html", scenes=found, made=made, wrong=wrong, days=DAYS, longest_days=LONGEST_DAYS, today=today().isoformat()), status


def save() -> Response | tuple[str, int]:
    """From the page to explore: what it shows, under a name."""
    t, snapshot = words(), held.snapshot()
    name = request.form.get("name", "").strip()[:LONGEST_NAME]
    ids = request.form.getlist("ids")[:MOST_DRAWN]
    if not name:
        return page(wrong=t.gettext("Give the view a name."), status=422)
    saved = held.kept(lambda db: scenes.save(db, snapshot, name, scenes.of_ids(snapshot, ids), t))
    return redirect(url_for("pages.explore", scene=saved.id), 303)


def change(id: str) -> Response | tuple[str, int]:
    """Delete it, share it, or take a link back, as the form says."""
    t = words()
    try:
        match request.form.get("do"):
            case "delete":
                held.kept(lambda db: scenes.delete(db, id, t))
            case "revoke":
                hash = request.form.get("hash", "")
                held.kept(lambda db: scenes.revoke(db, id, hash, t))
            case "share":
                days = request.form.get("days", "")
                asked = int(days) if days.isascii() and days.isdigit() and len(days) < 5 else 0
                return page(held.kept(lambda db: scenes.share(db, id, asked, t)))
    except NotFound:
        raise
    except BadInput as error:
        return page(wrong=error.message, status=error.status)
    return redirect(url_for("pages.scenes"), 303)


def shared(token: str) -> str:
    """Read only: nothing here can be saved, shared or added to. The filters kept with the view can be chosen."""
    t, snapshot = words(), held.snapshot()
    opened = held.kept(lambda db: scenes.shared(db, snapshot, token, t))
    offered = scenes_filters.kept(opened.view)
    place = number_asked("filters", 0, len(offered) - 1)
    chosen = offered[place]
    graph = chosen.leave(explore.among(snapshot, opened.ids, chosen.as_of))
    worked = worked_together(snapshot, opened, graph, chosen)
    drawn = worked[:MOST_WORKED_DRAWN]
    return render_template(
        "shared.html",
        opened=opened,
        graph=graph,
        twin=twin(graph, Asked(), t, chosen),
        strength=scenes_filters.weight_of,
        picture=drawing.scene(graph, opened.view, chosen, drawn) if len(graph.nodes) <= MOST_IN_A_PICTURE else None,
        worked=rows(worked[:MOST_WORKED], graph, t),
        unlisted=len(worked[MOST_WORKED:]),
        undrawn=len(worked) > len(drawn),
        most_drawn=MOST_WORKED_DRAWN,
        notes=opened.notes({node.entity.id for node in graph.nodes}),
        offered=offered,
        place=place,
        chosen=chosen,
        without=legend.sign_words(t, chosen.without),
    )


@dataclass(frozen=True, slots=True)
class Worked:
    """Two who worked together: in which way, how solidly, as a class of style and in words, and what it rests on."""

    source: Entity
    target: Entity
    way: str
    weight: str
    word: str
    via: Sequence[Entity]


def worked_together(snapshot: Snapshot, opened: Opened, graph: Graph, chosen: Filters) -> Sequence[DerivedTie]:
    """Who of those shown worked together, where the view was kept with that; the strongest first."""
    if opened.view.get("together") is not True:
        return ()
    ties = together.among(snapshot, [node.entity.id for node in graph.nodes], chosen.as_of).ties
    return [tie for tie in ties if chosen.without.isdisjoint(scenes_filters.signs_of_derived(tie))]


def rows(ties: Sequence[DerivedTie], graph: Graph, t: Texts) -> list[Worked]:
    entities = {node.entity.id: node.entity for node in graph.nodes}
    return [
        Worked(
            entities[tie.source],
            entities[tie.target],
            phrases.relationship_type(t, tie.type),
            strength_word(tie.strength),
            phrases.tie_strength(t, tie.strength),
            tie.via,
        )
        for tie in ties
    ]
