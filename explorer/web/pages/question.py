"""The introductions question: read from an address, and checked field by field."""

from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from explorer.domain.answers import DEFAULT_HOPS, DEFAULT_LIMIT, MOST_HOPS, MOST_PATHS
from explorer.services.introductions import Request
from explorer.texts import Texts
from explorer.web.pages.addresses import Written
from explorer.web.pages.fields import in_range, is_day, no_date, several


@dataclass(frozen=True, slots=True)
class Asked(Written):
    endpoint = "pages.introductions"
    single = ("source", "target", "to_label", "to_market", "to_sector", "max_hops", "limit", "via", "as_of")
    lists = ("avoid", "type", "label")
    ticks = ("different",)

    source: str = ""
    target: str = ""
    to_label: str = ""
    to_market: str = ""
    to_sector: str = ""
    max_hops: str = ""
    limit: str = ""
    avoid: tuple[str, ...] = ()
    via: str = ""
    type: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    as_of: str = ""
    different: bool = False

    @property
    def says_a_need(self) -> bool:
        return any((self.to_label, self.to_market, self.to_sector))

    @property
    def complete(self) -> bool:
        """Both ends are said: there is a question to answer."""
        return bool(self.source and (self.target or self.says_a_need))

    @property
    def hops(self) -> int:
        return int(self.max_hops) if self.max_hops else DEFAULT_HOPS

    @property
    def narrowed(self) -> bool:
        """Whether anything but the ends restricts the answer."""
        return bool(self.avoid or self.via or self.type or self.label)

    def request(self) -> Request:
        return Request(
            source=self.source,
            target=self.target or None,
            to_label=self.to_label or None,
            to_market=self.to_market or None,
            to_sector=self.to_sector or None,
            max_hops=self.hops,
            limit=int(self.limit) if self.limit else DEFAULT_LIMIT,
            avoid=self.avoid,
            via=self.via or None,
            types=self.type,
            labels=self.label,
            as_of=date.fromisoformat(self.as_of) if self.as_of else None,
        )

    def avoiding(self, id: str) -> str:
        return self.url(avoid=(*self.avoid, id), via="" if self.via == id else self.via)

    def without(self, name: str, value: str) -> str:
        return self.url(**{name: tuple(held for held in getattr(self, name) if held != value)})


def asked(arguments: MultiDict[str, str], t: Texts) -> Asked:
    """Read a query. What cannot be understood stays as written, with its sentence in `wrong`."""
    wrong: dict[str, str] = {}
    single = Asked.said_once(arguments)
    if not in_range(single["max_hops"], MOST_HOPS):
        wrong["max_hops"] = t.gettext("Choose a number from %(least)s to %(most)s.", least=0, most=MOST_HOPS - 1)
        single["max_hops"] = ""
    if not in_range(single["limit"], MOST_PATHS):
        wrong["limit"] = t.gettext("Choose a number from %(least)s to %(most)s.", least=1, most=MOST_PATHS)
        single["limit"] = ""
    if single["as_of"] and not is_day(single["as_of"]):
        wrong["as_of"] = no_date(t, single["as_of"])
    return Asked(
        **single,
        avoid=several(arguments, "avoid"),
        type=several(arguments, "type"),
        label=several(arguments, "label"),
        different=arguments.get("different") == "1",
        wrong=wrong,
    )
