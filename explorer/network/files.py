"""Folders of arrays and records on disk, mapped into memory and shared by all processes of a machine.

A folder is written beside its place, then moved there at once, and never changed afterwards. What is read is checked against the folder's manifest: arrays when
the folder is opened, long rows of bytes block by block when they are first touched. What cannot be trusted raises `Unusable`, and is to be made again.
"""

import json
import math
import mmap
import os
import shutil
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, Self, TypeAlias
from uuid import uuid4

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from explorer import __version__

FORMAT: Final = 1
"""Goes up with every change of how folders are written."""

BLOCK: Final = 1 << 16
"""Bytes of a blob that are checked together."""

MANIFEST: Final = "manifest.json"
ARRAYS: Final = "arrays"
"""One file for all of them: each mapped file costs a handle."""
_ALIGNED: Final = 64
_AT: Final = "@"
_UNDER_WAY: Final = ".making"
_LEAVING: Final = ".leaving"
_SUMS: Final = ".sums"

Array: TypeAlias = NDArray[Any]


class Unusable(Exception):
    """A folder that cannot be trusted or is not there; `reason` completes “the folder …”."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} {reason}")
        self.reason = reason


class Busy(Exception):
    """Another process is making folders of this kind."""


class Blob:
    """A long row of bytes. Each block is checked the first time that it is touched."""

    def __init__(self, path: Path, held: memoryview, sums: Array) -> None:
        self._path = path
        self._held = held
        self._sums = sums
        self._checked = bytearray(len(sums))

    def __len__(self) -> int:
        return len(self._held)

    def read(self, start: int, end: int) -> memoryview:
        """Raises Unusable where the bytes are not those that were written."""
        for block in range(start // BLOCK, (end - 1) // BLOCK + 1):
            if not self._checked[block]:
                self._check(block)
        return self._held[start:end]

    def _check(self, block: int) -> None:
        if zlib.crc32(self._held[block * BLOCK : (block + 1) * BLOCK]) != self._sums[block]:
            raise Unusable(self._path, f"is damaged in its block {block}")
        self._checked[block] = 1


@dataclass(frozen=True)
class Folder:
    """An opened folder: of which `kind`, as of which change `sequence`, and what its maker noted `about` it (JSON). Arrays are read-only."""

    path: Path
    kind: str
    sequence: int
    about: Mapping[str, Any]
    arrays: Mapping[str, Array]
    blobs: Mapping[str, Blob]


class BlobWriter:
    """A blob under way; used as a context."""

    def __init__(self, writing: "Writing", name: str) -> None:
        self._writing = writing
        self._name = name
        self.path = writing.path / name
        self._file: BinaryIO = self.path.open("wb")
        self._waiting = bytearray()
        self._sums: list[int] = []
        self.size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush(len(self._waiting))
        self._file.close()
        self._writing.blobs[self._name] = self.size
        self._writing.array(self._name + _SUMS, np.array(self._sums, dtype=np.uint32))

    def append(self, data: bytes) -> int:
        """Where it stands in the blob."""
        start = self.size
        self._waiting += data
        self.size += len(data)
        if len(self._waiting) >= 16 * BLOCK:
            self._flush(len(self._waiting) // BLOCK * BLOCK)
        return start

    def _flush(self, bytes_: int) -> None:
        ready = bytes(self._waiting[:bytes_])
        del self._waiting[:bytes_]
        self._sums.extend(zlib.crc32(ready[start : start + BLOCK]) for start in range(0, len(ready), BLOCK))
        self._file.write(ready)


@dataclass
class Writing:
    """A folder under way. `about`: what its reader is to know (JSON)."""

    path: Path
    about: dict[str, Any] = field(default_factory=dict)
    arrays: dict[str, dict[str, Any]] = field(default_factory=dict)
    blobs: dict[str, int] = field(default_factory=dict)
    size: int = 0

    def array(self, name: str, values: Array) -> None:
        """In the byte order that every machine we run on has."""
        stored = np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("<"))
        data = stored.reshape(-1).view(np.uint8).data if stored.size else memoryview(b"")
        with (self.path / ARRAYS).open("ab") as file:
            file.write(bytes(-self.size % _ALIGNED))
            start = file.tell()
            file.write(data)
            self.size = file.tell()
        self.arrays[name] = {"start": start, "dtype": stored.dtype.str, "shape": list(stored.shape), "crc32": zlib.crc32(data)}

    def blob(self, name: str) -> BlobWriter:
        return BlobWriter(self, name)


Fill: TypeAlias = Callable[[Writing], int]
"""Writes what a folder holds and gives the number of the change it stands for."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folders of one `database` (any text that tells it from all others) under `root`, each named by its kind and change sequence."""

    root: Path
    database: str

    def held(self) -> list[tuple[str, int]]:
        """Kind and sequence of every folder there is, sound or not; of each kind the newest first."""
        names = [entry.name for entry in self.root.iterdir() if entry.is_dir()] if self.root.is_dir() else []
        parts = [name.rpartition(_AT) for name in names if not name.startswith(".")]
        return sorted(((kind, int(sequence)) for kind, at, sequence in parts if at and sequence.isdecimal()), key=lambda held: (held[0], -held[1]))

    def open(self, kind: str, sequence: int) -> Folder:
        """Raises Unusable."""
        path = self.place(kind, sequence)
        try:
            manifest = _manifest(path)
            expected = {"format": FORMAT, "product": __version__, "database": self.database, "kind": kind, "sequence": sequence}
            if wrong := [name for name, value in expected.items() if manifest[name] != value]:
                raise Unusable(path, f"has another {wrong[0]}: {manifest[wrong[0]]!r}, not {expected[wrong[0]]!r}")
            held = _mapped(path / ARRAYS, manifest["size"])
            arrays = {name: _array(path, name, held, said) for name, said in manifest["arrays"].items()}
            blobs = {name: _blob(path / name, size, arrays.pop(name + _SUMS)) for name, size in manifest["blobs"].items()}
        except FileNotFoundError as error:
            raise Unusable(path, "is not there, or not whole") from error
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Unusable(path, f"cannot be read: {error}") from error
        return Folder(path, kind, sequence, manifest["about"], arrays, blobs)

    @contextmanager
    def turn(self, kind: str, wait: float = 0) -> Iterator[None]:
        """The turn of this process to make folders of a kind: only one at a time has it, and it ends with the process.

        Raises Busy after `wait` seconds (-1: never).
        """
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with FileLock(self.root / f".{kind}.lock", timeout=wait):
                yield
        except Timeout as error:
            raise Busy(kind) from error

    def write(self, kind: str, fill: Fill) -> int:
        """Make a folder, in place of one of the same kind and sequence; only in one's `turn`. Gives its sequence.

        Nothing is left of a folder that fails half-way.
        """
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        making = self.root / f"{_UNDER_WAY}-{kind}{_AT}{uuid4().hex}"
        making.mkdir(mode=0o700)
        try:
            writing = Writing(making)
            sequence = fill(writing)
            _write_manifest(writing, {"database": self.database, "kind": kind, "sequence": sequence})
            place = self.place(kind, sequence)
            _remove(place)
            making.rename(place)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
        return sequence

    def ensure(self, kind: str, sequence: int, fill: Fill, wait: float = -1) -> Folder:
        """The folder of this kind and sequence, made where there is none that can be trusted.

        Raises Busy where another process makes one for longer than `wait` seconds (-1: never).
        """
        try:
            return self.open(kind, sequence)
        except Unusable:
            with self.turn(kind, wait):
                try:
                    return self.open(kind, sequence)  # whoever had the turn before may have made it
                except Unusable:
                    self.write(kind, fill)
        return self.open(kind, sequence)

    def clear(self, kind: str, keep: Callable[[int], bool]) -> None:
        """Remove the folders of a kind whose sequence is not to be kept, and what was left half-made; only in one's `turn`.

        What is still in use stays where the system cannot take it away.
        """
        for held, sequence in self.held():
            if held == kind and not keep(sequence):
                _remove(self.place(kind, sequence))
        for prefix in (_UNDER_WAY, _LEAVING):
            for left in self.root.glob(f"{prefix}-{kind}{_AT}*"):
                shutil.rmtree(left, ignore_errors=True)

    def place(self, kind: str, sequence: int) -> Path:
        return self.root / f"{kind}{_AT}{sequence}"


def _remove(path: Path) -> None:
    """First out of sight, so that nobody opens half of it.

    On Windows a folder in use cannot be moved, and stays whole; elsewhere whoever has it open keeps what was mapped.
    """
    leaving = path.with_name(f"{_LEAVING}-{path.name}-{uuid4().hex}")
    try:
        path.rename(leaving)
    except OSError:
        return
    shutil.rmtree(leaving, ignore_errors=True)


def _write_manifest(writing: Writing, stamp: Mapping[str, Any]) -> None:
    manifest = {"format": FORMAT, "product": __version__, **stamp, "about": writing.about}
    manifest |= {"size": writing.size, "arrays": writing.arrays, "blobs": writing.blobs}
    text = json.dumps(manifest, sort_keys=True)
    (writing.path / MANIFEST).write_text(json.dumps({"crc32": zlib.crc32(text.encode()), "manifest": text}), encoding="utf-8")


def _manifest(path: Path) -> dict[str, Any]:
    written = json.loads((path / MANIFEST).read_bytes())
    if zlib.crc32(written["manifest"].encode()) != written["crc32"]:
        raise Unusable(path, "has a damaged manifest")
    manifest: dict[str, Any] = json.loads(written["manifest"])
    return manifest


def _array(path: Path, name: str, held: memoryview, said: Mapping[str, Any]) -> Array:
    dtype = np.dtype(said["dtype"])
    count = math.prod(said["shape"])
    data = held[said["start"] : said["start"] + dtype.itemsize * count]
    if zlib.crc32(data) != said["crc32"]:
        raise Unusable(path, f"is damaged in its {name}")
    return np.frombuffer(data, dtype=dtype, count=count).reshape(said["shape"])


def _blob(path: Path, size: int, sums: Array) -> Blob:
    if len(sums) != -(-size // BLOCK):
        raise Unusable(path, "is not checked throughout")
    return Blob(path, _mapped(path, size), sums)


def _mapped(path: Path, size: int) -> memoryview:
    """The bytes of a file, read-only; an empty one cannot be mapped."""
    with path.open("rb") as file:
        there = os.fstat(file.fileno()).st_size
        if there != size:
            raise Unusable(path, f"has {there} bytes instead of {size}")
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) if size else memoryview(b"")
