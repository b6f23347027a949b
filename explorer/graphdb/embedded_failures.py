"""Why the embedded server cannot be used, as far as can be seen from outside, and what to do."""

from explorer.errors import DatabaseUnavailable
from explorer.graphdb.failures import unavailable
from explorer.graphdb.watchdog import Folder

_LOCKED = ("LockException", "locked by another process")
_NO_ROOM = ("No space left on device", "not enough space")
_NO_MEMORY = ("OutOfMemoryError", "Could not reserve enough space", "insufficient memory")


def start_blocked(folder: Folder) -> DatabaseUnavailable:
    message = f"Another program has been starting the database in {folder.path} for too long: end it, or choose another folder with --data."
    return unavailable("start_blocked", message, folder=str(folder.path))


def not_writable(folder: Folder, error: OSError) -> DatabaseUnavailable:
    message = f"The data folder {folder.path} cannot be written to ({error.strerror}): choose another one with --data or ENTREMISE_DATA, or change its rights."
    return unavailable("folder_not_writable", message, folder=str(folder.path))


def not_started(folder: Folder) -> DatabaseUnavailable:
    """From what the server wrote before it ended."""
    lines = folder.output.read_text("utf-8", "replace").splitlines() if folder.output.exists() else []
    text = "\n".join(lines)
    where = {"folder": str(folder.path), "log": str(folder.output)}
    if any(sign in text for sign in _LOCKED):
        message = (
            f"The database in {folder.path} is used by another program (a backup, another server): end that program, or choose another folder with --data."
        )
        return unavailable("folder_locked", message, **where)
    if any(sign in text for sign in _NO_ROOM):
        return unavailable("no_room", f"The disk of {folder.path} is full: make room and try again.", **where)
    if any(sign in text for sign in _NO_MEMORY):
        return unavailable(
            "no_memory", "There is not enough memory for the database: free some, or ask for less with ENTREMISE_HEAP_MB (at least 256).", **where
        )
    last = next((line for line in reversed(lines) if "Exception" in line or "Error" in line or "SEVER" in line), lines[-1] if lines else "no message")
    return _perhaps_damaged("not_started", f"The database in {folder.path} does not start ({last.strip()[:300]}).", folder)


def failed(folder: Folder, error: DatabaseUnavailable) -> DatabaseUnavailable:
    if error.errors["reason"] not in ("failed", "unreachable"):
        return error
    return _perhaps_damaged("failed", f"The database in {folder.path} cannot be read.", folder)


def _perhaps_damaged(reason: str, what: str, folder: Folder) -> DatabaseUnavailable:
    message = f"{what} If its files are damaged, move that folder away and restore a backup. More is in {folder.output}."
    return unavailable(reason, message, folder=str(folder.path), log=str(folder.output))
