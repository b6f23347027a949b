"""What is needed to start Neo4j here: a Java that is new enough, Maven, and the jars, which are kept beside this file for each version."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent


class NotHere(Exception):
    """Neo4j cannot be started on this machine; says why."""


def version() -> str:
    """The one asked for, else the one pinned in `pom.xml`."""
    pinned = re.search(r"<neo4j.version>(.+)</neo4j.version>", (HERE / "pom.xml").read_text("utf-8"))
    assert pinned is not None
    return os.environ.get("ENTREMISE_TEST_NEO4J_VERSION") or pinned[1]


def needed_java(neo4j: str) -> int:
    return 17 if neo4j.startswith(("4.", "5.")) else 21


def java(least: int) -> Path:
    for candidate in _javas():
        said = subprocess.run([candidate, "-version"], capture_output=True, text=True, check=False).stderr
        found = re.search(r'version "(\d+)', said)
        if found and int(found[1]) >= least:
            return candidate
    raise NotHere(f"Neo4j {version()} needs Java {least} or later: install it, or set JAVA_HOME")


def _javas() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home, "bin", "java")
    if found := shutil.which("java"):
        yield Path(found)
    yield from sorted(Path("/usr/lib/jvm").glob("*/bin/java"))


def jars(neo4j: str, project: Path = HERE) -> Path:
    """The folder of the jars that the `pom.xml` of a project names, beside it; fetched where it is not there yet; a fetch that breaks off leaves none."""
    kept = project / f"lib-{neo4j}"
    if kept.is_dir():
        return kept
    maven = shutil.which("mvn")
    if maven is None:
        raise NotHere("Maven is not installed, which fetches Neo4j once")
    with tempfile.TemporaryDirectory(dir=project, prefix="lib-") as unfinished:
        folder = Path(unfinished, "jars")
        goal = ["dependency:copy-dependencies", f"-DoutputDirectory={folder}", f"-Dneo4j.version={neo4j}"]
        done = subprocess.run([maven, "-q", "-B", "-f", project / "pom.xml", *goal], capture_output=True, text=True, check=False)
        if done.returncode:
            raise NotHere(f"Maven could not fetch Neo4j {neo4j}: {done.stdout[-500:]}{done.stderr[-500:]}")
        folder.rename(kept)
    return kept
