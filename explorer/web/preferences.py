"""What somebody prefers, kept in their browser and nowhere else: the theme, and the organisation their questions start from."""

from typing import Final
from urllib.parse import quote, unquote, urlsplit

from flask import Blueprint, Flask, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from explorer.web import held

THEMES: Final = ("light", "dark", "system")
_A_YEAR: Final = 365 * 24 * 3600
_LONGEST_VALUE: Final = 3800
"""Browsers drop longer cookies."""
_THEME: Final = "entremise_theme"
_ORGANISATION: Final = "entremise_organisation"

blueprint = Blueprint("preferences", __name__, url_prefix="/preferences")


def theme() -> str:
    chosen = request.cookies.get(_THEME, "")
    return chosen if chosen in THEMES else "system"


def organisation() -> str | None:
    """The id of "my organisation". Whether it still exists is for the reader to see."""
    return unquote(request.cookies.get(_ORGANISATION, "")) or None


@blueprint.post("/theme")
def set_theme() -> AnyResponse:
    chosen = request.form.get("theme", "")
    if chosen not in THEMES:
        abort(422)
    return _remember(_back(), _THEME, chosen)


@blueprint.post("/organisation")
def set_organisation() -> AnyResponse:
    """An empty id forgets it."""
    id = request.form.get("id", "")
    if not id:
        response = _back()
        response.delete_cookie(_ORGANISATION, samesite="Lax", httponly=True)
        return response
    written = quote(id, safe="")
    if len(written) > _LONGEST_VALUE or id not in held.snapshot().facts.entities:
        abort(422)
    return _remember(_back(), _ORGANISATION, written)


def _remember(response: AnyResponse, name: str, value: str) -> AnyResponse:
    response.set_cookie(name, value, max_age=_A_YEAR, samesite="Lax", httponly=True)
    return response


def _back() -> AnyResponse:
    return redirect(own_address(request.form.get("next", "")), 303)


def own_address(asked: str) -> str:
    """Where to go next, if that is on this site; else the first page. Browsers read `\\` as `/` and `//host` as another host."""
    parts = urlsplit(asked) if asked.isprintable() else urlsplit("")
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or asked.startswith(("//", "/\\")) or "\\" in asked:
        return f"{request.script_root}/"
    return asked


def set_up_preferences(app: Flask) -> None:
    app.register_blueprint(blueprint)

    @app.context_processor
    def _in_templates() -> dict[str, object]:
        return {"theme": theme(), "organisation": organisation()}
