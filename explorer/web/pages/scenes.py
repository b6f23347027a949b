"""Saved scenes: opened, shared, deleted, by forms that need no script; and what a link shows to whoever has it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Response as FlaskResponse
from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from explorer.domain.dates import today
from explorer.errors import BadInput, NotFound
from explorer.export import FORMATS
from explorer.services import explore, scenes
from explorer.services.export import export
from explorer.services.graph import MOST_DRAWN
from explorer.services.scenes import LONGEST_DAYS, Link
from explorer.web import held
from explorer.web.api.scenes import LONGEST_NAME
from explorer.web.language import words
from explorer.web.pages.explore import Asked, strength, twin

DAYS = 30
MOST_IN_A_PICTURE = FORMATS["svg"].most or 0


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
    """Read only: nothing here can be saved, shared or added to."""
    t, snapshot = words(), held.snapshot()
    opened = held.kept(lambda db: scenes.shared(db, snapshot, token, t))
    graph = explore.among(snapshot, opened.ids)
    drawn = 0 < len(graph.nodes) <= MOST_IN_A_PICTURE
    return render_template("shared.html", opened=opened, graph=graph, twin=twin(graph, Asked(), t), strength=strength, drawn=drawn)


def shared_drawing(token: str) -> Response:
    """The same as a picture, in which nothing can be clicked or run."""
    t, snapshot = words(), held.snapshot()
    opened = held.kept(lambda db: scenes.shared(db, snapshot, token, t))
    with TemporaryDirectory(prefix="entremise-") as folder:
        out = Path(folder) / "drawing"
        export(snapshot, "svg", out, t, opened.ids)
        return FlaskResponse(out.read_bytes(), mimetype="image/svg+xml")
