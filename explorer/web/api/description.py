"""The description of the API for people: the OpenAPI document as a page, made here so that it needs no script and no other host."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, render_template

blueprint = Blueprint("api_description", __name__, url_prefix="/api/v1")


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter of an address or a key of a shape."""

    name: str
    kind: str
    about: str
    required: bool = True
    default: object = None


@dataclass(frozen=True, slots=True)
class Address:
    """One thing that can be asked."""

    path: str
    title: str
    about: str
    parameters: tuple[Row, ...]
    answers: tuple[tuple[str, str, str | None], ...]


@blueprint.get("/docs")
def page() -> str:
    document = current_app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec.to_dict()
    return render_template("api.html", addresses=tuple(_addresses(document)), shapes=dict(_shapes(document)), version=document["info"]["version"])


def _addresses(document: Mapping[str, Any]) -> Iterator[Address]:
    for path, item in document["paths"].items():
        shared = item.get("parameters", [])
        asked = item["get"]
        rows = (
            Row(p["name"], _kind(p["schema"]), p.get("description", ""), p.get("required", False), p["schema"].get("default"))
            for p in (*shared, *asked.get("parameters", []))
        )
        answers = ((status, *_answer(document, response)) for status, response in sorted(asked["responses"].items()))
        yield Address(path, asked.get("summary", ""), asked.get("description", ""), tuple(rows), tuple(answers))


def _answer(document: Mapping[str, Any], response: Mapping[str, Any]) -> tuple[str, str | None]:
    """What it means, and the name of its shape."""
    if "$ref" in response:
        response = document["components"]["responses"][_last(response["$ref"])]
    schema = response.get("content", {}).get("application/json", {}).get("schema", {})
    return response.get("description", ""), _last(schema["$ref"]) if "$ref" in schema else None


def _shapes(document: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    for name, schema in sorted(document["components"]["schemas"].items()):
        yield name, tuple(Row(key, _kind(of), of.get("description", "")) for key, of in schema.get("properties", {}).items())


def _kind(schema: Mapping[str, Any]) -> str:
    """A type as people read it: `list of Path`, `text or null`, `one of fr, en`."""
    if "$ref" in schema:
        return _last(schema["$ref"])
    for several in ("anyOf", "allOf", "oneOf"):
        if several in schema:
            return " or ".join(_kind(one) for one in schema[several])
    if "enum" in schema:
        return "one of " + ", ".join("null" if value is None else str(value) for value in schema["enum"])
    types = schema.get("type", "anything")
    if types == "array":
        return f"list of {_kind(schema['items'])}"
    bounds = [str(schema[name]) for name in ("minimum", "maximum") if name in schema]
    said = " or ".join(types) if isinstance(types, list) else str(types)
    return f"{said} from {' to '.join(bounds)}" if len(bounds) == 2 else said


def _last(reference: str) -> str:
    return reference.rpartition("/")[2]
