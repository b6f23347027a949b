"""One shape of an error for programs, one page for people, both in their language and without anything of the inside."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from explorer.errors import DatabaseUnavailable, EntremiseError
from explorer.services.snapshots import Unusable
from explorer.texts import Texts, marked
from explorer.web.held import PREPARING, held_by
from explorer.web.language import current_language, for_program, words
from explorer.web.patience import HANGS

_SAYS: Final[Mapping[int, tuple[str, str]]] = {
    400: ("bad_request", marked("This request cannot be understood.")),
    404: ("not_found", marked("There is nothing at this address. Check it, or search for what you are looking for.")),
    405: ("method_not_allowed", marked("This address cannot be used in that way.")),
    406: ("not_acceptable", marked("There is no answer in the form that was asked for.")),
    410: ("gone", marked("What stood at this address is there no more.")),
    413: ("too_large", marked("This is more than can be received at once.")),
    414: ("too_large", marked("This is more than can be received at once.")),
    415: ("bad_request", marked("This request cannot be understood.")),
    421: ("wrong_host", marked("This server does not answer under that name. Its operator can allow it with ENTREMISE_ALLOWED_HOSTS.")),
    422: ("bad_input", marked("This question cannot be answered as it stands.")),
    431: ("too_large", marked("This is more than can be received at once.")),
    500: ("error", marked("Something went wrong on our side. It was noted; please try again.")),
}
_NO_ANSWER: Final = marked("The network cannot be read at the moment: its database does not answer. Try again in a little while.")
_BUSY: Final = marked("The network cannot be read at the moment: its database has too much to do. Try again in a little while.")
_NOT_SET_UP: Final = marked("The network cannot be read: something is wrong with its database. Whoever runs this server finds the reason in its log.")
_READ_AGAIN: Final = marked("What this server keeps of the network was damaged, and is being read again. Try again in a little while.")
_MADE_READY: Final = marked("The network is being read and made ready, as after an update or a large load. Try again in a minute.")
_DAMAGED: Final = "damaged"
_AWAY: Final[Mapping[str, str]] = {
    "unreachable": _NO_ANSWER,
    HANGS: _NO_ANSWER,
    PREPARING: _MADE_READY,
    "busy": _BUSY,
    "too_long": _BUSY,
    _DAMAGED: _READ_AGAIN,
}
"""What is said for each reason the database can be unavailable for; the others are for the operator."""
_STALE_FORM: Final = marked("This form is no longer valid. Go back, reload the page and send it again.")
_PARAMETERS: Final = (
    marked("Missing data for required field."),
    marked("Unknown field."),
    marked("Not a valid string."),
    marked("Not a valid integer."),
    marked("Not a valid date."),
)
"""What marshmallow says of a parameter, marked for the catalogue."""


def _answer(code: str, status: int, message: str, errors: Mapping[str, Any]) -> Response:
    if for_program():
        response = jsonify({"code": code, "status": status, "message": message, "errors": dict(errors)})
    else:
        response = make_response(_page(code, status, message, errors))
    response.status_code = status
    response.headers["Content-Language"] = current_language()
    return response


def _page(code: str, status: int, message: str, errors: Mapping[str, Any]) -> str:
    """Whatever went wrong may go wrong again while the page is drawn; then a page without anything from the network will do."""
    try:
        return render_template("error.html", code=code, status=status, message=message, errors=errors)
    except Exception:
        current_app.logger.exception("the error page itself failed")
        page = '<!doctype html><html lang="{0}"><meta charset="utf-8"><title>{1} – Entremise</title><h1>{1}</h1><p>{2}</p>'
        return Markup(page).format(current_language(), status, message)  # noqa: S704  (format escapes what it is given)


def _said(t: Texts, found: Any) -> Any:
    """Findings about parameters in the reader's language, as deep as they are nested."""
    if isinstance(found, Mapping):
        return {str(name): _said(t, value) for name, value in found.items()}
    if isinstance(found, list | tuple):
        return [_said(t, value) for value in found]
    return t.gettext(found) if isinstance(found, str) and found else found


def told_to_strangers(error: DatabaseUnavailable) -> DatabaseUnavailable:
    """What whoever asks may know: the reason in their language, no address, account or folder. Those stand in the log, for the operator."""
    current_app.logger.warning("%s: %s", error.code, error.message)
    reason = str(error.errors.get("reason", ""))
    return DatabaseUnavailable(words().gettext(_AWAY.get(reason, _NOT_SET_UP)), {"reason": reason} if reason else {})


def _ours(error: EntremiseError) -> Response:
    if isinstance(error, DatabaseUnavailable):
        error = told_to_strangers(error)
    response = _answer(error.code, error.status, error.message, error.errors)
    if error.status == 503:
        response.headers["Retry-After"] = "5"
    return response


def _damaged(error: Unusable) -> Response:
    """What is kept on disk is only a copy: it is read again, and who asked may ask again."""
    current_app.logger.warning("read again from the database: %s", error)
    held_by(current_app).distrust()
    return _ours(DatabaseUnavailable(words().gettext(_READ_AGAIN), {"reason": _DAMAGED}))


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if error.response is not None or status < 400:
        return make_response(error.get_response())
    t = words()
    code, message = _SAYS.get(status) or _SAYS[500 if status >= 500 else 400]
    findings = getattr(error, "data", None) or {}
    by_place = findings.get("errors") or findings.get("messages") or {}
    errors = {name: found for place in by_place.values() if isinstance(place, Mapping) for name, found in place.items()}
    response = _answer(code, status, t.gettext(_STALE_FORM if isinstance(error, CSRFError) else message), _said(t, errors))
    for name, value in error.get_headers(request.environ):
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _unforeseen(_error: Exception) -> Response:
    current_app.logger.exception("unforeseen error at %s %s", request.method, request.path)
    code, message = _SAYS[500]
    return _answer(code, 500, words().gettext(message), {})


def set_up_errors(app: Flask) -> None:
    app.register_error_handler(EntremiseError, _ours)
    app.register_error_handler(Unusable, _damaged)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)
