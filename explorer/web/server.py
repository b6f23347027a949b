"""Serving: several processes where the system can fork (gunicorn), several threads where it cannot (waitress)."""

import os
import socket
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from flask import Flask

from explorer.errors import BadInput
from explorer.settings import Settings
from explorer.texts import DEFAULT_LANGUAGE, Texts, texts
from explorer.web.security import check_may_listen, is_loopback, secret_key

THREADS: Final = 8
"""Requests one worker answers at the same time."""
_BACKLOG: Final = 128
_HIGHEST_PORT: Final = 65535
MakeApp = Callable[[Settings], Flask]


def run(
    settings: Settings,
    make_app: MakeApp,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int = 2,
    on_ready: Callable[[str], None],
    t: Texts | None = None,
) -> None:
    """Serve until told to stop (Ctrl-C or SIGTERM). Port 0 takes a free one; `on_ready` gets the address to open in a browser.

    `make_app` is called in every worker. Raises BadInput, in the words of `t`, where it may not or cannot listen there.
    """
    t = t or texts(DEFAULT_LANGUAGE)
    check_may_listen(host, settings, t)
    secret_key(settings.data, t)
    settings = replace(settings, allowed_hosts=(*settings.allowed_hosts, host.lower()))
    with listen(host, port, t) as listening:
        address = address_of(host, listening.getsockname()[1])
        if hasattr(os, "fork"):
            from explorer.web.forking import serve

            serve(lambda: make_app(settings), listening, workers, THREADS, lambda: on_ready(address))
        else:
            on_ready(address)
            _serve_in_threads(make_app(settings), listening, THREADS * workers)


def listen(host: str, port: int, t: Texts) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        if not 0 <= port <= _HIGHEST_PORT:
            raise OSError(t.gettext("there are ports from 0 to %(highest)s", highest=_HIGHEST_PORT))
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        reason = error.strerror or str(error)
        message = t.gettext(
            "Nothing can be served at %(host)s, port %(port)s (%(reason)s). Choose another port with --port.", host=host, port=port, reason=reason
        )
        raise BadInput(message, {"port": [port]}) from error


def address_of(host: str, port: int) -> str:
    """Where a browser on this machine finds it. An address for all networks is no address to open."""
    name = host if is_loopback(host) or host not in {"", "0.0.0.0", "::"} else "127.0.0.1"  # noqa: S104  (compared, not bound)
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/"


def _serve_in_threads(app: Flask, listening: socket.socket, threads: int) -> None:
    import waitress

    from explorer.web.held import held_by

    try:
        waitress.serve(app, sockets=[listening], threads=threads, ident=None, clear_untrusted_proxy_headers=True, _quiet=True)
    finally:
        held_by(app).close()
