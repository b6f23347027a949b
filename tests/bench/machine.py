"""The machine and the versions, in words that name nobody's."""

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import psutil

PACKAGES: Final = ("numpy", "numba", "msgspec", "rapidfuzz", "networkx", "igraph", "scipy", "networkit", "arcadedb-embedded", "neo4j")


def machine() -> str:
    gigabytes = psutil.virtual_memory().total / 2**30
    return f"{psutil.cpu_count()} × {_processor()}, {gigabytes:.0f} GiB, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def versions() -> dict[str, str]:
    return {package: found for package in PACKAGES if (found := _version(package))}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8").splitlines() if told.is_file() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor() or "processor")
