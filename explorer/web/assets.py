"""Static files, addressed by what they hold: a changed file has another address, so that browsers may keep each one for good."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import Flask, Response, current_app, request, url_for
from werkzeug.security import safe_join

_DIGEST: Final = 12
_FOR_GOOD: Final = "public, max-age=31536000, immutable"


@lru_cache(maxsize=1024)
def _digest(file: Path, changed: int) -> str:  # noqa: ARG001  (`changed` makes an edited file a new entry)
    return sha256(file.read_bytes()).hexdigest()[:_DIGEST]


def _version(path: str) -> str | None:
    """None where there is no such file."""
    inside = safe_join(str(current_app.static_folder), path)
    if inside is None or not (file := Path(inside)).is_file():
        return None
    return _digest(file, file.stat().st_mtime_ns)


def asset(path: str) -> str:
    """The address of a file of `static/`, such as `css/app.css`."""
    version = _version(path)
    return url_for("static", filename=path, v=version) if version else url_for("static", filename=path)


def asset_is_there(path: str) -> bool:
    return _version(path) is not None


def _keep_named_content(response: Response) -> Response:
    """Without the right `v`, as when one script imports another, the browser asks again each time and gets 304 by the ETag."""
    if request.endpoint == "static" and response.status_code in {200, 304}:
        path = (request.view_args or {}).get("filename", "")
        if "v" in request.args and request.args["v"] == _version(path):
            response.headers["Cache-Control"] = _FOR_GOOD
    return response


def set_up_assets(app: Flask) -> None:
    app.jinja_env.globals |= {"asset": asset, "asset_is_there": asset_is_there}
    app.after_request(_keep_named_content)
