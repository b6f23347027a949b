"""What can happen on the way to a database: a TCP proxy on the loopback that can be told to misbehave at any moment."""

import contextlib
import selectors
import socket
import struct
import threading
import time
from typing import Final, Self

PASSES, DELAYS, DROPS, TRUNCATES, REFUSES, GARBLES = "passes", "delays", "drops", "truncates", "refuses", "garbles"
DELAY: Final = 0.05
"""Seconds that everything takes longer while it delays."""
TRUNCATED_AFTER: Final = 20
THREAD: Final = "proxy"
_CHUNK: Final = 65536


class Proxy:
    """Between a client and a server on the loopback. `does` says what happens to bytes from now on, those of open connections too.

    delays: each piece comes later · drops: everything is accepted and nothing passes, even afterwards (as behind a firewall that forgot the connection) ·
    truncates: an answer breaks off in the middle, with its connection · refuses: nobody gets in, and who was in is thrown out ·
    garbles: answers consist of something else.
    """

    def __init__(self, server_port: int) -> None:
        self.server_port = server_port
        self.does = PASSES
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = int(self._listening.getsockname()[1])
        self._open: set[socket.socket] = set()
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._listening.close()
        self.cut()
        for thread in self._threads:
            thread.join(5)

    def now(self, does: str) -> None:
        self.does = does
        if does == REFUSES:
            self.cut()

    def cut(self) -> None:
        """Throw everybody out."""
        for end in list(self._open):
            self._close(end)

    def _start(self, run: object, *arguments: socket.socket) -> None:
        thread = threading.Thread(target=run, args=arguments, name=THREAD, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        self._listening.settimeout(0.2)
        while not self._over.is_set():
            try:
                client, _ = self._listening.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            if self.does == REFUSES:
                # Closed at once with a reset, as by a port where nothing listens.
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                client.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self.server_port), timeout=5)
            except OSError:
                client.close()
                continue
            self._open |= {client, server}
            self._start(self._carry, client, server)

    def _carry(self, client: socket.socket, server: socket.socket) -> None:
        with selectors.DefaultSelector() as ready, contextlib.suppress(OSError, ValueError):
            ready.register(client, selectors.EVENT_READ, server)
            ready.register(server, selectors.EVENT_READ, client)
            lost = False
            while not self._over.is_set():
                for key, _ in ready.select(0.2):
                    piece = key.fileobj.recv(_CHUNK)  # type: ignore[union-attr]
                    if not piece:
                        return self._end(client, server)
                    lost = lost or self.does == DROPS
                    if not lost and not self._pass(piece, key.data, is_answer=key.fileobj is server):
                        return self._end(client, server)
        return self._end(client, server)

    def _pass(self, piece: bytes, to: socket.socket, *, is_answer: bool) -> bool:
        """Whether the connection goes on."""
        if self.does == DELAYS:
            time.sleep(DELAY)
        if self.does == GARBLES and is_answer:
            piece = b"\xde\xad\xbe\xef" * 8
        if self.does == TRUNCATES and is_answer:
            to.sendall(piece[: min(TRUNCATED_AFTER, max(1, len(piece) // 2))])
            return False
        to.sendall(piece)
        return True

    def _end(self, *ends: socket.socket) -> None:
        for end in ends:
            self._close(end)

    def _close(self, end: socket.socket) -> None:
        self._open.discard(end)
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
