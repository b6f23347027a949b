"""The HTTP API under /api/v1, described by /api/v1/openapi.json and, for people, at /api/v1/docs."""

from typing import Any

from flask import Flask
from flask_smorest import Api
from werkzeug.routing import BaseConverter

from explorer import __version__
from explorer.web.api import description, exports, graph, opportunities, partners, scenes, schemas, support, teams  # noqa: F401  (addresses are registered by being imported)
from explorer.web.api.resources import blueprint


class IdConverter(BaseConverter):
    """An entity's id in an address: any text, slashes included."""

    regex = ".+"
    part_isolating = False
    weight = 200


class OneErrorShape(Api):  # type: ignore[misc]
    """Errors are answered by `explorer.web.errors`, for the API as for everything else."""

    ERROR_SCHEMA = schemas.Error

    def _register_error_handlers(self) -> None:
        """Nothing of flask-smorest's own: its shape is another one."""

    def _register_pagination_header(self) -> None:
        """Nothing: pages are told in the answer's body."""


def _id_schema(_: IdConverter) -> dict[str, Any]:
    return {"type": "string", "minLength": 1}


def set_up_api(app: Flask) -> None:
    app.config.update(
        API_TITLE="Entremise",
        API_VERSION=__version__,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        API_SPEC_OPTIONS={"info": {"description": "Who can introduce whom in a partnership network, and why that would work."}},
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    api = OneErrorShape(app)
    api.register_converter(IdConverter, _id_schema)
    for part in (blueprint, graph.blueprint, exports.blueprint, scenes.blueprint):
        api.register_blueprint(part)
    # They ask by a body, for which addresses are too short, and change nothing: programs need no token for them.
    for asking in (graph.among, graph.worked_together):
        app.extensions["csrf"].exempt(asking)
    app.register_blueprint(description.blueprint)
