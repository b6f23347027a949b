"""Writing an export whole or not at all: beside its place first, then moved there."""

import os
import shutil
import tempfile
from pathlib import Path

from explorer.export.formats import FORMATS
from explorer.export.network import Exported, Left


def write(format: str, network: Exported, out: Path) -> Left:
    """Write to a file, or to a folder where the format has several. Says what had no place in it. Raises OSError, and then nothing is changed."""
    made = FORMATS[format]
    out = out.absolute()
    if not made.is_folder and out.is_dir():
        raise IsADirectoryError(21, "this is a folder")
    if made.is_folder and out.exists() and not out.is_dir():
        raise NotADirectoryError(20, "this is a file")
    beside = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name[:50]}."))
    try:
        written = beside / "whole"
        if made.is_folder:
            written.mkdir()
        left = made.write(network, written)
        _keep(written)
        _move(written, out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return left


def _keep(written: Path) -> None:
    """On the disk, before anything else gives way to it."""
    for file in sorted(written.iterdir()) if written.is_dir() else [written]:
        with file.open("rb+") as opened:
            os.fsync(opened.fileno())


def _move(written: Path, out: Path) -> None:
    if written.is_dir() and out.is_dir():
        for file in sorted(written.iterdir()):
            file.replace(out / file.name)
    else:
        written.replace(out)
