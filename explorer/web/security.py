"""What the web application refuses, and the headers that make browsers refuse it too."""

import ipaddress
import os
import re
import secrets
import tempfile
from pathlib import Path
from typing import Final

from filelock import FileLock
from flask import Flask, Response, abort, request
from flask_talisman import Talisman
from flask_wtf import CSRFProtect

from explorer.errors import BadInput
from explorer.settings import Settings
from explorer.texts import Texts, marked

KEY_FILE: Final = "secret_key"
MOST_BYTES: Final = 1024 * 1024
"""Of a request's body. Forms here are small."""
LARGER_BODIES: Final = "LARGER_BODIES"
"""Key of the configuration: bytes by name of a blueprint whose requests may have more."""
_KEY_BYTES: Final = 32
_POLICY: Final = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}
_UNUSED: Final = dict.fromkeys(("camera", "microphone", "geolocation", "payment", "usb"), "()")
_HOST: Final = re.compile(r"(?:\[(?P<numbers>[^\[\]]+)\]|(?P<name>[^:\[\]]+))(?::[0-9]{1,5})?")
"""A name or an IPv4 address, or an IPv6 address in brackets, and perhaps a port: nothing before, between or behind."""
_CANNOT_KEEP: Final = marked("The folder %(folder)s cannot be written to (%(reason)s). Choose another one with --data, or make this one writable.")
_NOT_ALONE: Final = marked(
    "Entremise has no accounts yet: whoever reaches %(host)s could read and change everything. It therefore listens on this machine only (127.0.0.1). "
    "If everybody on that network may do so, set ENTREMISE_TRUSTED_NETWORK=1."
)


def secret_key(folder: Path, t: Texts) -> str:
    """The key that signs cookies: made by whichever process comes first, the same for all, readable by the owner only."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(folder / f"{KEY_FILE}.lock"):
            return _kept_key(folder / KEY_FILE) or _new_key(folder / KEY_FILE)
    except OSError as error:
        raise BadInput(t.gettext(_CANNOT_KEEP, folder=folder, reason=error.strerror or error)) from error


def _kept_key(file: Path) -> str | None:
    """None where there is no key, or half of one."""
    if not file.is_file():
        return None
    file.chmod(0o600)
    key = file.read_text("ascii", errors="replace").strip()
    return key if len(key) == 2 * _KEY_BYTES else None


def _new_key(file: Path) -> str:
    """Written beside and moved into place, so that nobody ever reads half a key. `mkstemp` makes files of mode 0600."""
    key = secrets.token_hex(_KEY_BYTES)
    descriptor, written = tempfile.mkstemp(dir=file.parent, prefix=KEY_FILE)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(key)
        out.flush()
        os.fsync(out.fileno())
    Path(written).replace(file)
    return key


def is_loopback(host: str) -> bool:
    address = _address(host)
    return host.lower() == "localhost" if address is None else address.is_loopback


def check_may_listen(host: str, settings: Settings, t: Texts) -> None:
    """Raises BadInput for an address that others could reach, unless the settings say that the network is trusted."""
    if not settings.trusted_network and not is_loopback(host):
        raise BadInput(t.gettext(_NOT_ALONE, host=host or "*"), {"host": [host]})


def host_allowed(host: str, settings: Settings) -> bool:
    """Whether a request for this name is ours to answer.

    A page of another site can have its own name lead to 127.0.0.1 and then read our answers as its own ("DNS rebinding"); its requests still carry that name.
    Addresses in digits cannot be made to lead elsewhere.
    """
    written = _HOST.fullmatch(host)
    name = (written["name"] or written["numbers"]).lower() if written else ""
    return is_loopback(name) or name in settings.allowed_hosts or (settings.trusted_network and _address(name) is not None)


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _cache(response: Response) -> Response:
    """Answers hold people's data and are never kept by a cache; static files are, for good where their address names their content (see `assets`)."""
    if request.endpoint != "static" or response.status_code >= 400:
        response.headers["Cache-Control"] = "private, no-store"
        response.vary.update(("Cookie", "Accept-Language"))
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def set_up_security(app: Flask, settings: Settings) -> None:
    app.config.update(
        {LARGER_BODIES: {}},
        MAX_CONTENT_LENGTH=MOST_BYTES,
        SESSION_COOKIE_NAME="entremise",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        WTF_CSRF_TIME_LIMIT=None,
    )

    @app.before_request
    def _refuse_other_names() -> None:
        if not host_allowed(request.headers.get("Host", ""), settings):
            abort(421)

    # Before anything looks for a token in the body.
    @app.before_request
    def _read_more() -> None:
        if (most := app.config[LARGER_BODIES].get(request.blueprint)) is not None:
            request.max_content_length = request.max_form_memory_size = most

    Talisman(
        app,
        # Without TLS in front, as on the loopback, redirecting to https and Secure cookies would lock everybody out.
        force_https=False,
        session_cookie_secure=False,
        strict_transport_security=False,
        content_security_policy=_POLICY,
        permissions_policy=_UNUSED,
        frame_options="DENY",
        referrer_policy="same-origin",
    )
    CSRFProtect(app)
    app.after_request(_cache)
