"""Everything that is measured, by name: `python -m tests.bench --only NAME` takes one."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from tests.bench.bench import Bench
from tests.bench.measures import carrying, consortium, exact, many, names, partners, ratios, served, speed, storing, whole_answers
from tests.bench.results import Seen


class Measure(NamedTuple):
    """`sizes`: those it is taken at."""

    take: Callable[[Bench], Iterator[Seen]]
    sizes: str


MEASURES: Final[Mapping[str, Measure]] = MappingProxyType(
    {
        "brute_force": Measure(exact.equal_to_brute_force, "S"),
        "igraph_costs": Measure(exact.equal_to_igraph, "SM"),
        "whole_answers": Measure(whole_answers.whole_answers, "S"),
        "paths": Measure(speed.paths, "SML"),
        "few_paths": Measure(speed.few_paths, "SML"),
        "super_hubs": Measure(speed.super_hubs, "SML"),
        "groups": Measure(many.groups, "SML"),
        "batch": Measure(many.batch, "SML"),
        "rebuilt": Measure(storing.rebuilt, "SML"),
        "bytes_of_a_tie": Measure(storing.bytes_of_a_tie, "SML"),
        "workers": Measure(storing.workers, "SML"),
        "peers": Measure(ratios.libraries, "SM"),
        "neo4j": Measure(ratios.neo4j, "SM"),
        "whole_system": Measure(served.whole_system, "SM"),
        "over_http": Measure(served.over_http, "L"),
        "names": Measure(names.names, "SML"),
        "partners": Measure(partners.partners, "S"),
        "coexport": Measure(carrying.coexport, "M"),
        "consortium": Measure(consortium.consortium, "S"),
    }
)
