"""Countries as files write them: two letters of ISO 3166-1, and the names behind them where a market has no id."""

from functools import cache

from babel import Locale

from explorer.domain.countries import COUNTRY_CODES
from explorer.domain.identity import slug


@cache
def _codes_by_name() -> dict[str, str]:
    return {slug(name): code for language in ("en", "fr") for code, name in Locale(language).territories.items() if code in COUNTRY_CODES}


def country_code(written: str) -> str | None:
    """The code of a country written as a code, in either case, or by its French or English name."""
    code = written.strip().upper()
    return code if code in COUNTRY_CODES else _codes_by_name().get(slug(written))
