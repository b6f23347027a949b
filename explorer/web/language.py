"""French or English: from the address, else the cookie, else the browser, else French."""

from typing import Final
from urllib.parse import quote

from flask import Flask, Response, g, request
from werkzeug.datastructures import MultiDict
from werkzeug.urls import iri_to_uri

from explorer.texts import DEFAULT_LANGUAGE, LANGUAGES, Texts, texts

COOKIE: Final = "entremise_language"
NAMES: Final = (("fr", "Français"), ("en", "English"))
API: Final = "/api/"
_A_YEAR: Final = 365 * 24 * 3600


def current_language() -> str:
    """The language to answer this request in. Programs have no cookie: the API reads the address and `Accept-Language` only."""
    if "language" not in g:
        asked = (request.args.get("lang"), None if for_program() else request.cookies.get(COOKIE), _browsers())
        g.language = next((language for language in asked if language in LANGUAGES), DEFAULT_LANGUAGE)
    language: str = g.language
    return language


def _browsers() -> str | None:
    """The first of the browser's languages that is ours, whatever the country."""
    spoken = (tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality > 0)
    return next((language for language in spoken if language in LANGUAGES), None)


def words() -> Texts:
    return texts(current_language())


def for_program() -> bool:
    return request.path.startswith(API)


def here(**changes: str) -> str:
    """The address of this page, from the host on, with these query parameters changed. Never leads to another host."""
    asked = MultiDict(request.args)
    for name, value in changes.items():
        asked[name] = value
    path = "/" + quote(f"{request.script_root}{request.path}".lstrip("/\\"), safe="/:@!$&'()*+,;=~")
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in asked.items(multi=True))
    return iri_to_uri(f"{path}?{query}" if query else path)


def url_for_language(language: str) -> str:
    return here(lang=language)


def _remember(response: Response) -> Response:
    """Keep the language an address asked for, so that the next address need not."""
    if request.args.get("lang") in LANGUAGES and not for_program():
        response.set_cookie(COOKIE, request.args["lang"], max_age=_A_YEAR, samesite="Lax", httponly=True)
    return response


def set_up_languages(app: Flask) -> None:
    app.after_request(_remember)

    @app.context_processor
    def _in_templates() -> dict[str, object]:
        return {"language": current_language(), "languages": NAMES, "url_for_language": url_for_language, "here": here(), "t": words()}
