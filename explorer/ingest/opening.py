"""Opening a file nobody vouches for: only regular files, never more than fits, never waiting for a writer."""

import os
import stat
from pathlib import Path
from typing import Final

from explorer.ingest.decoding import NotText, refuse_archive

LARGEST_FILE: Final = 100_000_000
"""Bytes. What is read of a file takes some fifteen times its size in memory."""

_MEGABYTE: Final = 1_000_000
_FIRST_BYTES: Final = 16


def file_bytes(path: Path, *, packed: bool = False) -> bytes:
    """What a regular file of a bearable size holds, an archive only where it is to be one (`packed`).

    Raises NotText where it is none, OSError where it cannot be opened.
    """
    with open(path, "rb", opener=_without_waiting) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise NotText("not_a_file")
        begin = file.read(_FIRST_BYTES)
        if not packed:
            refuse_archive(begin)
        # What is read counts and not the size the system tells: it may be growing, or of a kind whose size is told as 0.
        data = begin + file.read(LARGEST_FILE + 1 - len(begin))
    if len(data) > LARGEST_FILE:
        raise NotText("too_large", largest=LARGEST_FILE // _MEGABYTE)
    return data


def _without_waiting(path: str, flags: int) -> int:
    """The opening of a pipe that nobody writes to would last for ever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
