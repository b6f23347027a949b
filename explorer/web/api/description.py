"""The description of the API for people: the OpenAPI document as a page, made here so that it needs no script and no other host."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, current_app, render_template

_METHODS: Final = ("get", "post", "put", "delete")
_SEVERAL: Final = ("anyOf", "allOf", "oneOf")

blueprint = Blueprint("api_description", __name__, url_prefix="/api/v1")


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter of an address or a key of a shape. `shape` is the name of the one its value has, `choices` the words it can be."""

    name: str
    kind: str
    shape: str | None
    choices: tuple[str, ...]
    about: str
    required: bool = True
    default: object = None


@dataclass(frozen=True, slots=True)
class Address:
    """One thing that can be asked. `body`: the name of the shape of what is sent along."""

    method: str
    path: str
    title: str
    about: str
    parameters: tuple[Row, ...]
    answers: tuple[tuple[str, str, str | None], ...]
    body: str | None = None


@blueprint.get("/docs")
def page() -> str:
    document = current_app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec.to_dict()
    return render_template("api.html", addresses=tuple(_addresses(document)), shapes=dict(_shapes(document)), version=document["info"]["version"])


def _addresses(document: Mapping[str, Any]) -> Iterator[Address]:
    for path, item in document["paths"].items():
        shared = item.get("parameters", [])
        for method, asked in ((method, item[method]) for method in _METHODS if method in item):
            rows = (_row(p["name"], p["schema"], p.get("description", ""), p.get("required", False)) for p in (*shared, *asked.get("parameters", [])))
            answers = ((status, *_answer(document, response)) for status, response in sorted(asked["responses"].items()))
            title, about = asked.get("summary", ""), asked.get("description", "")
            yield Address(method.upper(), path, title, about, tuple(rows), tuple(answers), _shape(asked.get("requestBody", {})))


def _shape(told: Mapping[str, Any]) -> str | None:
    schema: Mapping[str, str] = next((sent.get("schema", {}) for sent in told.get("content", {}).values()), {})
    return _last(schema["$ref"]) if "$ref" in schema else None


def _answer(document: Mapping[str, Any], response: Mapping[str, Any]) -> tuple[str, str | None]:
    """What it means, and the name of its shape."""
    if "$ref" in response:
        response = document["components"]["responses"][_last(response["$ref"])]
    return response.get("description", ""), _shape(response)


def _shapes(document: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    for name, schema in document["components"]["schemas"].items():
        yield name, tuple(_row(key, of, of.get("description", "")) for key, of in schema.get("properties", {}).items())


def _row(name: str, schema: Mapping[str, Any], about: str, required: bool = True) -> Row:
    return Row(name, _kind(schema), *_named(schema), about, required, schema.get("default"))


def _named(schema: Mapping[str, Any]) -> tuple[str | None, tuple[str, ...]]:
    """The shape it is or lists, and the words it is or lists one of."""
    inner = (schema.get("items"), *(one for several in _SEVERAL for one in schema.get(several, ())))
    found = [_named(one) for one in inner if one]
    shape = _last(schema["$ref"]) if "$ref" in schema else next((shape for shape, _ in found if shape), None)
    choices = tuple(str(word) for word in schema.get("enum", ()) if word is not None)
    return shape, choices or next((words for _, words in found if words), ())


def _kind(schema: Mapping[str, Any]) -> str:
    """A type as people read it: `list of Path`, `string or null`, `integer from 1 to 6`."""
    if "$ref" in schema:
        return _last(schema["$ref"])
    for several in _SEVERAL:
        if several in schema:
            return " or ".join(_kind(one) for one in schema[several])
    types = schema.get("type", "anything")
    if types == "array":
        return f"list of {_kind(schema['items'])}"
    bounds = [str(schema[name]) for name in ("minimum", "maximum") if name in schema]
    said = " or ".join(types) if isinstance(types, list) else str(types)
    return f"{said} from {' to '.join(bounds)}" if len(bounds) == 2 else said


def _last(reference: str) -> str:
    return reference.rpartition("/")[2]
