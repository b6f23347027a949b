"""Serving with gunicorn: a master process that only watches, and workers that each make their own application and open their own database."""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import TConn, ThreadWorker

from explorer.errors import EntremiseError
from explorer.web.held import Held, held_by

LONGEST_REQUEST: Final = 20.0
"""Seconds a request may take to arrive. Without an end, a few clients that send a byte now and then would hold every thread."""


class ImpatientWorker(ThreadWorker):  # type: ignore[misc]
    """Stops listening to a client that takes too long to say what it wants. Answers under way are still sent."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._arriving: dict[TConn, float] = {}

    def handle(self, conn: TConn) -> Any:
        self._arriving[conn] = time.monotonic() + LONGEST_REQUEST
        try:
            return super().handle(conn)
        finally:
            self._arriving.pop(conn, None)

    def murder_pending(self) -> None:
        """Called by the worker's loop at least once a second."""
        super().murder_pending()
        now = time.monotonic()
        for conn in [conn for conn, latest in list(self._arriving.items()) if latest < now]:
            self._arriving.pop(conn, None)
            try:
                conn.sock.shutdown(socket.SHUT_RD)
            except OSError:
                continue  # it has gone by itself


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, make_app: Callable[[], Flask], options: dict[str, Any]) -> None:
        self._make_app = make_app
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._make_app()


def serve(make_app: Callable[[], Flask], listening: socket.socket, workers: int, threads: int, on_ready: Callable[[], None]) -> None:
    """Returns when told to stop."""
    options = {
        "bind": f"fd://{listening.detach()}",
        "workers": workers,
        "threads": threads,
        "worker_class": "explorer.web.forking.ImpatientWorker",
        "preload_app": False,
        "timeout": 60,
        "graceful_timeout": 10,
        "keepalive": 5,
        "limit_request_line": 8190,
        "limit_request_fields": 64,
        # Whoever runs on this machine could otherwise say where the application lies and by which scheme it was asked, and so where its links lead.
        "forwarded_allow_ips": "",
        "forwarder_headers": "",
        "loglevel": "warning",
        "control_socket_disable": True,
        "when_ready": lambda _arbiter: on_ready(),
        "post_worker_init": lambda worker: _warm_up(held_by(worker.wsgi)),
        "worker_exit": lambda _arbiter, worker: _close(worker),
    }
    master = os.getpid()
    try:
        _Server(make_app, options).run()
    except SystemExit as stopped:
        if os.getpid() != master:
            # A worker ends here: going on would do again, in each of them, what the caller does once afterwards.
            os._exit(stopped.code if isinstance(stopped.code, int) else 0)
        if stopped.code:
            raise


def _warm_up(held: Held) -> None:
    """Open the database and read the network before the first question comes, without keeping health checks waiting."""
    threading.Thread(target=_read, args=(held,), name="warm-up", daemon=True).start()


def _read(held: Held) -> None:
    try:
        held.snapshot()
    except EntremiseError as error:
        logging.getLogger("explorer").warning("not ready yet: %s", error.message)


def _close(worker: Any) -> None:
    """Say goodbye to the database. A thread may still be reading from it; the process ends either way, and its locks with it."""
    app = getattr(worker, "wsgi", None)
    if isinstance(app, Flask):
        try:
            held_by(app).close()
        except Exception as error:
            logging.getLogger("explorer").info("closed while in use: %s", error)
