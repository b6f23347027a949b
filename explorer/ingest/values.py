"""How the text of a cell becomes a value: one marshmallow field for each kind of property.

A field that refuses says a code and its details, no sentence; those are made where the problem is shown.
"""

import math
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from marshmallow import ValidationError
from marshmallow.fields import Field

from explorer.domain.countries import COUNTRY_CODES
from explorer.domain.dates import parse_date
from explorer.domain.identity import slug
from explorer.ingest.identifiers import checked_identifier
from explorer.ingest.problems import Detail

LONGEST_ID: Final = 500
LONGEST_NAME: Final = 20_000

_THOUSANDS: Final = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))", re.ASCII)
_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_INTEGER: Final = re.compile(r"([+-]?\d+)(?:[.,]0)?", re.ASCII)
_YEAR: Final = re.compile(r"\d{4}", re.ASCII)
_LARGEST_INTEGER: Final = 2**63 - 1
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_BOOLEANS: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("oui", "o", "vrai", "yes", "y", "true", "t", "1", "x"), True),
    **dict.fromkeys(("non", "n", "faux", "no", "false", "f", "0"), False),
}


class Unfit(ValidationError):
    """`code` is one of the codes problems have."""

    def __init__(self, code: str, **details: Detail) -> None:
        super().__init__([{"code": code, "details": details}])


class Cell(Field[Any]):
    """A field read from the text of a cell; `read` raises Unfit."""

    default_error_messages = {"required": "missing"}  # noqa: RUF012  (marshmallow's own declaration)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:  # noqa: ARG002
        return self.read(value)

    def read(self, text: str) -> Any:
        """Text is kept exactly as written."""
        return text


class Id(Cell):
    def read(self, text: str) -> str:
        id = text.strip()
        if len(id) > LONGEST_ID:
            raise Unfit("id_long", longest=LONGEST_ID)
        if not id.isprintable() and any(unicodedata.category(c) in _UNSEEN for c in id):
            raise Unfit("id_characters")
        return id


class Name(Cell):
    def read(self, text: str) -> str:
        name = text.strip()
        if len(name) > LONGEST_NAME:
            raise Unfit("name_long", longest=LONGEST_NAME)
        return name


class Day(Cell):
    """A date that may stop at the year or the month."""

    def read(self, text: str) -> str:
        written = text.strip()
        try:
            parse_date(written)
        except ValueError:
            raise Unfit("date") from None
        return written


class Bounded(Cell):
    def __init__(self, low: float | None, high: float | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._low, self._high = low, high

    def within(self, number: float) -> None:
        if self._low is not None and self._high is not None and not self._low <= number <= self._high:
            raise Unfit("range", low=f"{self._low:g}", high=f"{self._high:g}")
        if self._low is not None and number < self._low:
            raise Unfit("too_low", low=f"{self._low:g}")


class Number(Bounded):
    """With a decimal point or comma; spaces may part thousands. Nothing infinite."""

    def read(self, text: str) -> float:
        written = _THOUSANDS.sub("", text.strip())
        number = float(written.replace(",", ".")) if _NUMBER.fullmatch(written) else math.nan
        if not math.isfinite(number):
            raise Unfit("number")
        self.within(number)
        return number


class Integer(Bounded):
    def read(self, text: str) -> int:
        match = _INTEGER.fullmatch(_THOUSANDS.sub("", text.strip()))
        number = int(match[1]) if match and len(match[1]) < 20 else None
        if number is None or abs(number) > _LARGEST_INTEGER:
            raise Unfit("integer")
        self.within(number)
        return number


class Year(Cell):
    def read(self, text: str) -> int:
        written = text.strip()
        if not _YEAR.fullmatch(written):
            raise Unfit("year")
        return int(written)


class Boolean(Cell):
    def read(self, text: str) -> bool:
        truth = _BOOLEANS.get(text.strip().lower())
        if truth is None:
            raise Unfit("boolean")
        return truth


class Country(Cell):
    def read(self, text: str) -> str:
        code = text.strip().upper()
        if code not in COUNTRY_CODES:
            raise Unfit("country")
        return code


class Choice(Cell):
    """One of a closed list; case, accents, spaces and hyphens aside."""

    def __init__(self, choices: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._choices = choices

    def read(self, text: str) -> str:
        choice = slug(text).replace("-", "_")
        if choice not in self._choices:
            raise Unfit("choice", choices=self._choices)
        return choice


class Items(Cell):
    """Values parted by `|`; empty ones do not count."""

    def __init__(self, item: Cell, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._item = item

    def read(self, text: str) -> tuple[str, ...]:
        return tuple(self._item.read(part.strip()) for part in text.split("|") if part.strip())


class Identifier(Cell):
    def __init__(self, scheme: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._scheme = scheme

    def read(self, text: str) -> str:
        try:
            return checked_identifier(self._scheme, text)
        except ValueError:
            raise Unfit(f"{self._scheme}_invalid") from None
