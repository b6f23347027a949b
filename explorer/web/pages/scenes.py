"""Saved scenes: opened, shared, deleted, by forms that need no script; and what a link shows to whoever has it."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from explorer.domain.dates import today
from explorer.errors import BadInput, NotFound
from explorer.services import explore, scenes, scenes_filters
from explorer.services.graph import MOST_DRAWN
from explorer.services.scenes import LONGEST_DAYS, Link
from explorer.texts import workspace
from explorer.web import drawing, held
from explorer.web.api.scenes import LONGEST_NAME
from explorer.web.language import words
from explorer.web.pages.explore import Asked, twin
from explorer.web.pages.fields import number_asked

DAYS = 30
MOST_IN_A_PICTURE = 400
"""Entities that can be told apart in one."""


def page(made: Link | None = None, wrong: str = "", status: int = 200) -> tuple[str, int]:
    found = held.kept(scenes.listed)
    return render_template("scenes.html", scenes=found, made=made, wrong=wrong, days=DAYS, longest_days=LONGEST_DAYS, today=today().isoformat()), status


def save() -> Response | tuple[str, int]:
    """From the page to explore: what it shows, under a name."""
    t, snapshot = words(), held.snapshot()
    name = request.form.get("name", "").strip()[:LONGEST_NAME]
    ids = request.form.getlist("ids")[:MOST_DRAWN]
    if not name:
        return page(wrong=t.gettext("Give the scene a name."), status=422)
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
    return render_template(
        "shared.html",
        opened=opened,
        graph=graph,
        twin=twin(graph, Asked(), t, chosen),
        strength=scenes_filters.weight_of,
        picture=drawing.scene(graph, opened.view, chosen) if len(graph.nodes) <= MOST_IN_A_PICTURE else None,
        notes=opened.notes({node.entity.id for node in graph.nodes}),
        offered=offered,
        place=place,
        chosen=chosen,
        without=workspace.sign_words(t, chosen.without),
    )
