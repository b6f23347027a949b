"""Names of properties and of what a closed property can hold, in words."""

from collections.abc import Mapping
from typing import Final

from explorer.texts import Texts, marked

NAMES: Final[Mapping[str, str]] = {
    "short_name": marked("Short name"),
    "aliases": marked("Also called"),
    "website": marked("Website"),
    "country": marked("Country"),
    "lat": marked("Latitude"),
    "lon": marked("Longitude"),
    "population": marked("Population"),
    "insee_code": marked("INSEE code"),
    "geonames_id": marked("GeoNames id"),
    "kind": marked("Kind"),
    "code": marked("Code"),
    "scheme": marked("Classification"),
    "siren": marked("SIREN"),
    "siret": marked("SIRET"),
    "vat": marked("VAT number"),
    "lei": marked("LEI"),
    "size_class": marked("Size"),
    "size_year": marked("Year of the size"),
    "size_source": marked("Source of the size"),
    "stage": marked("Stage"),
    "naf": marked("NAF code"),
    "naf_version": marked("NAF version"),
    "headcount": marked("Headcount"),
    "turnover": marked("Turnover"),
    "welcomes_sme": marked("Welcomes SMEs"),
    "headline": marked("Role"),
    "email": marked("Email"),
    "phone": marked("Phone"),
    "status": marked("Status"),
    "deadline": marked("Deadline"),
    "summary": marked("Summary"),
    "amount": marked("Amount"),
    "currency": marked("Currency"),
    "contact": marked("Contact"),
    "capacity": marked("Capacity"),
    "size_classes": marked("For sizes"),
    "stages": marked("For stages"),
    "opens_on": marked("Opens on"),
    "closes_on": marked("Closes on"),
    "starts_on": marked("Begins on"),
    "ends_on": marked("Ends on"),
    "attendance": marked("Attendance"),
    "result": marked("Result"),
    "measure": marked("Measure"),
    "value": marked("Value"),
    "unit": marked("Unit"),
    "year": marked("Year"),
}

CHOICES: Final[Mapping[str, str]] = {
    "micro": marked("micro-enterprise"),
    "pme": marked("SME"),
    "eti": marked("mid-sized company"),
    "grand_groupe": marked("large group"),
    "idea": marked("idea"),
    "start_up": marked("start-up"),
    "established": marked("established"),
    "municipality": marked("municipality"),
    "metropolis": marked("metropolitan area"),
    "region": marked("region"),
    "state": marked("State"),
    "chamber": marked("chamber"),
    "cluster": marked("cluster"),
    "agency": marked("agency"),
    "incubator": marked("incubator"),
    "school": marked("school"),
    "university": marked("university"),
    "research": marked("research body"),
    "public_body": marked("public body"),
    "association": marked("association"),
    "federation": marked("federation"),
    "fund": marked("fund"),
    "network": marked("network"),
    "embassy": marked("embassy"),
    "draft": marked("draft"),
    "open": marked("open"),
    "prospect": marked("prospect"),
    "answered": marked("answered"),
    "won": marked("won"),
    "lost": marked("lost"),
    "closed": marked("closed"),
    "target": marked("target"),
    "planned": marked("planned"),
    "achieved": marked("achieved"),
    "observed": marked("observed"),
}


def name(t: Texts, property_name: str) -> str:
    return t.gettext(NAMES[property_name]) if property_name in NAMES else property_name


def choice(t: Texts, value: str) -> str:
    """A value of a closed property in words; any other text as it is."""
    return t.gettext(CHOICES[value]) if value in CHOICES else value
