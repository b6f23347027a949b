"""Official identifiers: whether their check digits hold, and how they are kept (without spaces)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from stdnum import get_cc_module, lei
from stdnum.eu import vat as european_vat
from stdnum.exceptions import ValidationError as NotValid
from stdnum.fr import siren, siret

from explorer.domain.countries import COUNTRY_CODES

_LONGEST: Final = 40


def _vat(written: str) -> str:
    """European and other numbers that can be checked are; those of countries without a known check only need their country's two letters."""
    number = "".join(c for c in written.upper() if c.isalnum())
    country = number[:2]
    if country in {"EL", "GR", "XI"} or country.lower() in european_vat.MEMBER_STATES:
        return str(european_vat.validate(number))
    national = get_cc_module(country.lower(), "vat") if country in COUNTRY_CODES else None
    if national is not None and (national.is_valid(number) or national.is_valid(number[2:])):
        return number
    if national is not None or country not in COUNTRY_CODES or not 4 <= len(number) <= _LONGEST:
        raise NotValid
    return number


_CHECKS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType({"siren": siren.validate, "siret": siret.validate, "vat": _vat, "lei": lei.validate})


def checked_identifier(scheme: str, written: str) -> str:
    """As it is kept. Raises ValueError where it cannot be right."""
    compact = "".join(written.split())
    if len(compact) > _LONGEST or not compact.isascii():
        raise ValueError(written)
    try:
        return _CHECKS[scheme](compact)
    except NotValid:
        raise ValueError(written) from None
