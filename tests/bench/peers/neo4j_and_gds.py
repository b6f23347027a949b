"""Neo4j as a peer: plain Cypher, and the path procedures of its Graph Data Science library. Started from Maven artifacts, and gone with the run."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import neo4j
from neo4j.exceptions import ClientError, TransientError

from tests.bench.forms import PeerEdges
from tests.bench.peers.aside import Timed, TookTooLong
from tests.neo4j_server.java_and_maven import jars, version
from tests.neo4j_server.starting import free_port, started, with_password

PROJECT: Final = Path(__file__).parent / "gds"
HEAP: Final = "4g"
ROWS: Final = 20_000
GRAPH: Final = "introductions"

ALL_PATHS: Final = """
MATCH path = (s:Actor {number: $source})-[:TIE*1..%(hops)d]-(t:Actor {number: $target})
WHERE all(n IN nodes(path) WHERE single(m IN nodes(path) WHERE m = n))
WITH reduce(weight = 0, tie IN relationships(path) | weight + tie.weight) AS weight
RETURN weight ORDER BY weight LIMIT $paths
"""
YEN: Final = f"""
MATCH (s:Actor {{number: $source}}), (t:Actor {{number: $target}})
CALL gds.shortestPath.yens.stream('{GRAPH}', {{sourceNode: s, targetNode: t, k: $paths, relationshipWeightProperty: 'weight'}})
YIELD totalCost RETURN totalCost AS weight ORDER BY weight
"""
ONE: Final = f"""
MATCH (s:Actor {{number: $source}}), (t:Actor {{number: $target}})
CALL gds.shortestPath.dijkstra.stream('{GRAPH}', {{sourceNode: s, targetNode: t, relationshipWeightProperty: 'weight'}})
YIELD totalCost RETURN totalCost AS weight
"""
TIMED_OUT: Final = "TransactionTimedOut"


class Neo4jPeer:
    """A network in a Neo4j of its own. `loaded_in`: seconds."""

    def __init__(self, driver: neo4j.Driver, edges: PeerEdges) -> None:
        self._driver = driver
        self.version = _version(driver)
        start = perf_counter()
        self._load(edges)
        self.loaded_in = perf_counter() - start

    def all_paths(self, source: int, target: int, paths: int, *, hops: int, seconds: float) -> Timed[list[float]]:
        """Plain Cypher: every path of at most so many ties, ranked. Raises TookTooLong."""
        return self._asked(ALL_PATHS % {"hops": hops}, source, target, paths, seconds)

    def yen(self, source: int, target: int, paths: int, *, seconds: float) -> Timed[list[float]]:
        """GDS; of any length. Raises TookTooLong."""
        return self._asked(YEN, source, target, paths, seconds)

    def dijkstra(self, source: int, target: int, paths: int, *, seconds: float) -> Timed[list[float]]:
        """GDS, one path. Raises TookTooLong."""
        return self._asked(ONE, source, target, paths, seconds)

    def _asked(self, statement: str, source: int, target: int, paths: int, seconds: float) -> Timed[list[float]]:
        query = neo4j.Query(statement, timeout=seconds)
        start = perf_counter()
        try:
            with self._driver.session() as session:
                weights = [float(row["weight"]) for row in session.run(query, source=source, target=target, paths=paths)]
        except (ClientError, TransientError) as error:
            if TIMED_OUT in str(error.code):
                raise TookTooLong(seconds) from error
            raise
        return Timed(sorted(weights), perf_counter() - start)

    def _load(self, edges: PeerEdges) -> None:
        self._run("CREATE CONSTRAINT FOR (a:Actor) REQUIRE a.number IS UNIQUE")
        self._run_in_parts("UNWIND $rows AS number CREATE (:Actor {number: number})", list(range(edges.actors)))
        ties = list(map(list, zip(edges.a.tolist(), edges.b.tolist(), edges.weights.tolist(), strict=True)))
        create = "UNWIND $rows AS row MATCH (a:Actor {number: row[0]}) MATCH (b:Actor {number: row[1]}) CREATE (a)-[:TIE {weight: row[2]}]->(b)"
        self._run_in_parts(create, ties)
        self._run(f"CALL gds.graph.project('{GRAPH}', 'Actor', {{TIE: {{orientation: 'UNDIRECTED', properties: 'weight'}}}})")

    def _run_in_parts(self, statement: str, rows: Sequence[Any]) -> None:
        for start in range(0, len(rows), ROWS):
            self._run(statement, rows[start : start + ROWS])

    def _run(self, statement: str, rows: Sequence[Any] = ()) -> None:
        self._driver.execute_query(statement, rows=rows)


@contextmanager
def neo4j_with(edges: PeerEdges) -> Iterator[Neo4jPeer]:
    """Raises NotHere where Java or Maven are missing."""
    with tempfile.TemporaryDirectory(prefix="entremise-bench-", ignore_cleanup_errors=True) as folder:
        home, plugins = Path(folder, "home"), Path(folder, "plugins")
        home.mkdir()
        plugins.mkdir()
        for jar in _with_procedures(jars(version(), PROJECT)):
            shutil.copy(jar, plugins)
        with started(home, free_port(), project=PROJECT, plugins=plugins, heap=HEAP) as server:
            password = with_password(server.port)
            with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{server.port}", auth=("neo4j", password)) as driver:
                yield Neo4jPeer(driver, edges)


def _with_procedures(folder: Path) -> list[Path]:
    return [jar for pattern in ("proc-*.jar", "alpha-proc-*.jar", "*-facade*.jar", "opengds-*.jar") for jar in folder.glob(pattern)]


def _version(driver: neo4j.Driver) -> str:
    rows = driver.execute_query("CALL dbms.components() YIELD versions RETURN versions[0] AS neo4j").records
    return f"Neo4j {rows[0]['neo4j']}, GDS {driver.execute_query('RETURN gds.version() AS gds').records[0]['gds']}"
