"""Fields and limits that the API's parameters and answers share."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from flask import Request, abort
from flask_smorest import Blueprint
from marshmallow import RAISE, Schema, ValidationError, fields, validate
from webargs.flaskparser import FlaskParser

from explorer.domain.dates import parse_date
from explorer.texts import LANGUAGES
from explorer.web.language import words

LONGEST_TEXT: Final = 500
"""Characters of one parameter."""
LONGEST_ID: Final = 2000
MOST_VALUES: Final = 100
"""Of one repeatable parameter."""


class Between(validate.Range):
    """Like Range, with the finding in the reader's language."""

    def __call__(self, value: Any) -> Any:
        if not self.min <= value <= self.max:
            raise ValidationError(words().gettext("Must be between %(least)s and %(most)s.", least=self.min, most=self.max))
        return value


class Sized(validate.Length):
    """Like Length, with the finding in the reader's language. JSON can hold halves of characters, which are no text."""

    def __call__(self, value: Any) -> Any:
        if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
            raise ValidationError("Not a valid string.")
        if not (self.min or 0) <= len(value) <= (self.max or len(value)):
            raise ValidationError(words().gettext("Must have between %(least)s and %(most)s characters or values.", least=self.min or 0, most=self.max))
        return value


class OneOf(validate.OneOf):
    """Like OneOf, with the finding in the reader's language."""

    def __call__(self, value: Any) -> Any:
        if value not in self.choices:
            raise ValidationError(words().gettext("Must be one of: %(choices)s.", choices=", ".join(self.choices)))
        return value


class Day(fields.Date):
    """A date that may stop at the month or the year and stands for its last day, as on the command line."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> date:  # noqa: ARG002 (marshmallow's own signature)
        try:
            return parse_date(value).last
        except (TypeError, ValueError) as error:
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE) from error


def text(about: str, *, longest: int = LONGEST_TEXT, **options: Any) -> fields.String:
    return fields.String(validate=Sized(min=1, max=longest), metadata={"description": about}, **options)


def whole(about: str, least: int, most: int, default: int) -> fields.Integer:
    return fields.Integer(load_default=default, validate=Between(min=least, max=most), metadata={"description": about})


def number(about: str, least: float, most: float, default: float) -> fields.Float:
    return fields.Float(load_default=default, allow_nan=False, validate=Between(min=least, max=most), metadata={"description": about})


def several(about: str, choices: Sequence[str] = ()) -> fields.List[str]:
    """A parameter that may be given again and again."""
    one = fields.String(validate=OneOf(choices) if choices else Sized(min=1, max=LONGEST_ID))
    return fields.List(one, load_default=list, validate=Sized(max=MOST_VALUES), metadata={"description": about})


class StrictParser(FlaskParser):
    """Leaves it to the schema to refuse unknown parameters; webargs would drop them without a word."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {"query": None}  # noqa: RUF012  (webargs declares it so)

    def load_json(self, req: Request, schema: Schema) -> Any:
        """JSON nested too deep to be read is no fault of ours."""
        try:
            return super().load_json(req, schema)
        except RecursionError:
            abort(400)


class Questions(Blueprint):  # type: ignore[misc]
    """A blueprint whose parameters are read strictly."""

    ARGUMENTS_PARSER = StrictParser()


class Parameters(Schema):
    """What every address of the API takes. An unknown parameter is refused: a misspelt one would silently change the answer."""

    class Meta:
        unknown = RAISE

    lang = fields.String(validate=OneOf(LANGUAGES), metadata={"description": "Language of the texts. Without it, Accept-Language decides, else French."})


class Paged(Parameters):
    page = whole("Which page, from 1.", 1, 1_000_000, 1)
    page_size = whole("Entries on a page.", 1, 100, 20)


class Closed(Schema):
    """An answer that holds what is described and nothing else."""

    class Meta:
        unknown = RAISE


def always(field_type: type[fields.Field[Any]], *arguments: Any, about: str = "", null: bool = False, **options: Any) -> Any:
    """A key that is always there; its value may be null where `null` says so."""
    return field_type(*arguments, required=True, allow_none=null, metadata={"description": about} if about else {}, **options)
