"""Why the embedded server cannot be used, as far as can be seen from outside, and what to do."""

import math
import shutil
from typing import Final

from explorer.errors import DatabaseUnavailable
from explorer.graphdb.failures import unavailable
from explorer.graphdb.watchdog import Folder

LITTLE_ROOM: Final = 32_000_000
"""Bytes: where a write failed and no more are free, they are why. The server itself does not say."""
# The last is said where another server makes the database at the same moment.
_LOCKED = ("LockException", "locked by another process", "already exists")
_NO_ROOM = ("No space left on device", "not enough space")
_NO_MEMORY = ("OutOfMemoryError", "Could not reserve enough space", "insufficient memory")


def start_blocked(folder: Folder) -> DatabaseUnavailable:
    return unavailable(
        "start_blocked",
        "Another program has been starting the database in %(folder)s for too long: end it, or choose another folder with --data.",
        folder=str(folder.path),
    )


def write_blocked(folder: Folder) -> DatabaseUnavailable:
    return unavailable(
        "busy",
        "Another program has been writing into the database in %(folder)s for too long: try again in a moment.",
        folder=str(folder.path),
    )


def not_writable(folder: Folder, error: OSError) -> DatabaseUnavailable:
    return unavailable(
        "folder_not_writable",
        "The data folder %(folder)s cannot be written to (%(why)s): choose another one with --data or ENTREMISE_DATA, or change its rights.",
        folder=str(folder.path),
        why=error.strerror,
    )


def not_started(folder: Folder) -> DatabaseUnavailable:
    """From what the server wrote before it ended."""
    text = _said(folder)
    lines = text.splitlines()
    where = {"folder": str(folder.path), "log": str(folder.output)}
    if any(sign in text for sign in _LOCKED):
        return unavailable(
            "folder_locked",
            "The database in %(folder)s is used by another program (a backup, another server): end that program, or choose another folder with --data.",
            **where,
        )
    if any(sign in text for sign in _NO_ROOM):
        return _no_room(folder)
    if any(sign in text for sign in _NO_MEMORY):
        return unavailable(
            "no_memory", "There is not enough memory for the database: free some, or ask for less with ENTREMISE_HEAP_MB (at least 256).", **where
        )
    last = next((line for line in reversed(lines) if "Exception" in line or "Error" in line or "SEVER" in line), lines[-1] if lines else "no message")
    return unavailable(
        "not_started",
        "The database in %(folder)s does not start (%(why)s). If its files are damaged, move that folder away and restore a backup. More is in %(log)s.",
        why=last.strip()[:300],
        **where,
    )


def _said(folder: Folder) -> str:
    """What the server wrote since it was started; where it died and was started again, since the first."""
    return folder.output.read_text("utf-8", "replace") if folder.output.exists() else ""


def _no_room(folder: Folder) -> DatabaseUnavailable:
    return unavailable("no_room", "The disk of %(folder)s is full: make room and try again.", folder=str(folder.path))


def _room(folder: Folder) -> float:
    """Bytes free on its disk."""
    try:
        return shutil.disk_usage(folder.path).free
    except OSError:
        return math.inf


def failed(folder: Folder, error: DatabaseUnavailable) -> DatabaseUnavailable:
    if error.errors["reason"] in ("failed", "unreachable") and _room(folder) < LITTLE_ROOM:
        return _no_room(folder)
    if error.errors["reason"] == "unreachable" and any(sign in _said(folder) for sign in _NO_MEMORY):
        return unavailable(
            "ran_out_of_memory",
            "The database in %(folder)s needed more memory than it may take: give it more with ENTREMISE_HEAP_MB, and try again.",
            folder=str(folder.path),
            log=str(folder.output),
        )
    if error.errors["reason"] == "unreachable":
        return unavailable(
            "unreachable",
            "The database in %(folder)s does not answer. Try again in a moment; if that does not help, end the programs that use it and start them again. "
            "If its files are damaged, move that folder away and restore a backup. More is in %(log)s.",
            folder=str(folder.path),
            log=str(folder.output),
        )
    if error.errors["reason"] != "failed":
        return error
    return unavailable(
        "failed",
        "The database in %(folder)s cannot be read. If its files are damaged, move that folder away and restore a backup. More is in %(log)s.",
        folder=str(folder.path),
        log=str(folder.output),
    )
