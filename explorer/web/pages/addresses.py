"""A question as an address holds it, written again with changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from flask import url_for
from werkzeug.datastructures import MultiDict

from explorer.web.pages.fields import LONGEST


@dataclass(frozen=True, slots=True)
class Written:
    """What a form holds, as written: a page's question adds its fields. `wrong`: a sentence for each that cannot be understood.

    `endpoint`: the page. `single`, `lists`, `ticks`: its parameters, in the order of addresses: said once, repeated, and said or not.
    """

    endpoint: ClassVar[str]
    single: ClassVar[tuple[str, ...]]
    lists: ClassVar[tuple[str, ...]] = ()
    ticks: ClassVar[tuple[str, ...]] = ()

    wrong: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    @classmethod
    def said_once(cls, arguments: MultiDict[str, str]) -> dict[str, str]:
        return {name: arguments.get(name, "").strip()[:LONGEST] for name in cls.single}

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The address's query, without what says nothing."""
        yield from ((name, getattr(self, name)) for name in self.single if getattr(self, name))
        yield from ((name, value) for name in self.lists for value in getattr(self, name))
        yield from ((name, "1") for name in self.ticks if getattr(self, name))

    def url(self, **changes: object) -> str:
        """The address of this question with some things changed."""
        return self.at(self.endpoint, **changes)

    def at(self, endpoint: str, **changes: object) -> str:
        """The address of another page that reads the same query."""
        changed = replace(self, **changes) if changes else self  # type: ignore[arg-type]
        query: MultiDict[str, str] = MultiDict(changed.pairs())
        return url_for(endpoint, **query.to_dict(flat=False))  # type: ignore[arg-type]
