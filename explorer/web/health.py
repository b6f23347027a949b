"""For operators and health checks: does the process live, can it answer."""

from flask import Blueprint, Response, jsonify

from explorer.errors import DatabaseUnavailable
from explorer.web import held
from explorer.web.errors import told_to_strangers

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def lives() -> Response:
    return jsonify({"status": "ok"})


@blueprint.get("/readyz")
def ready() -> Response:
    """Asks the database itself: what is kept in memory would hide that it is gone."""
    try:
        return jsonify({"status": "ready", "snapshot": held.sequence()})
    except DatabaseUnavailable as error:
        response = jsonify(told_to_strangers(error).as_json())
        response.status_code = error.status
        return response
