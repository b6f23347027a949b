"""Errors for the person who reads them: what is wrong, and what would fix it.

EntremiseError
├── BadInput            what was asked cannot be answered as it stands (exit 2, HTTP 422)
│   ├── NotFound        nothing has that id or name (exit 2, HTTP 404)
│   ├── Gone            what was asked for was there once (HTTP 410)
│   ├── Ambiguous       several entities have that name; carries the candidates (exit 2, HTTP 409)
│   ├── Refused         what a form or a program wanted to write has something wrong in it (HTTP 422)
│   └── Conflict        somebody else has changed it since it was read (HTTP 409)
└── DatabaseUnavailable the database cannot be used now; says why and what to do (exit 2, HTTP 503)
"""

from collections.abc import Mapping, Sequence
from typing import Any, Self


class EntremiseError(Exception):
    """Base of all. `code` is stable for programs; `message` is a sentence; `errors` says more, by field.

    Parts that know no language give an English `template` with named places for what stands in `errors`; it is translated where the reader is known.
    """

    code = "error"
    status = 500
    template: str | None = None

    def __init__(self, message: str, errors: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.errors: dict[str, Any] = dict(errors or {})

    @classmethod
    def of(cls, template: str, errors: Mapping[str, Any]) -> Self:
        error = cls(template % errors, errors)
        error.template = template
        return error

    def as_json(self) -> dict[str, Any]:
        """The one shape of an error, on the command line and over HTTP."""
        return {"code": self.code, "status": self.status, "message": self.message, "errors": self.errors}


class BadInput(EntremiseError):
    code = "bad_input"
    status = 422


class NotFound(BadInput):
    code = "not_found"
    status = 404


class Gone(BadInput):
    code = "gone"
    status = 410


class Ambiguous(BadInput):
    """Several entities have that name. `candidates`: entities as the JSON contract shows them."""

    code = "ambiguous"
    status = 409

    def __init__(self, message: str, candidates: Sequence[Mapping[str, Any]], field: str) -> None:
        super().__init__(message, {field: [dict(c) for c in candidates]})


class Refused(BadInput):
    """What was to be written cannot be. `errors`: sentences by field; `sectors.1` is the second sector, `needs.0.lot` the lot of the first thing sought."""


class Conflict(BadInput):
    """What was to be changed is not what it was when it was read."""

    code = "conflict"
    status = 409


class DatabaseUnavailable(EntremiseError):
    code = "database_unavailable"
    status = 503
