"""The peers that are Python packages. Each is imported only where it is used: they come with the `bench` extra, and one that is missing is left out, loudly."""

from importlib.util import find_spec
from itertools import islice, pairwise
from typing import Any, ClassVar, Protocol

import numpy as np

from tests.bench.forms import PeerEdges


class Peer(Protocol):
    """`most`: how many paths it can find at once."""

    name: ClassVar[str]
    package: ClassVar[str]
    most: ClassVar[int]

    def __init__(self, edges: PeerEdges) -> None: ...

    def best(self, source: int, target: int, paths: int) -> list[float]:
        """Weights of the best paths, the lowest first; of any length, since none of them knows a limit of ties together with weights."""
        ...


class Igraph(Peer):
    """Yen's algorithm over Dijkstra, in C."""

    name = "igraph, get_k_shortest_paths"
    package = "igraph"
    most = 1000

    def __init__(self, edges: PeerEdges) -> None:
        import igraph

        self._weights = edges.weights.astype(float)
        self._graph: Any = igraph.Graph(n=edges.actors, edges=np.column_stack([edges.a, edges.b]))
        self._graph.es["weight"] = self._weights

    def best(self, source: int, target: int, paths: int) -> list[float]:
        found = self._graph.get_k_shortest_paths(source, to=target, k=paths, weights="weight", output="epath")
        return sorted(float(self._weights[path].sum()) for path in found)

    def best_with_ties(self, source: int, target: int, paths: int) -> list[tuple[float, int]]:
        """The same, each with its number of ties."""
        found = self._graph.get_k_shortest_paths(source, to=target, k=paths, weights="weight", output="epath")
        return sorted((float(self._weights[path].sum()), len(path)) for path in found)


class Scipy(Peer):
    """Yen's algorithm over Dijkstra, in Cython."""

    name = "SciPy, csgraph.yen"
    package = "scipy"
    most = 1000

    def __init__(self, edges: PeerEdges) -> None:
        from scipy.sparse import csr_matrix

        both = (np.concatenate((edges.a, edges.b)), np.concatenate((edges.b, edges.a)))
        self._graph: Any = csr_matrix((np.tile(edges.weights.astype(float), 2), both), shape=(edges.actors, edges.actors))

    def best(self, source: int, target: int, paths: int) -> list[float]:
        from scipy.sparse.csgraph import yen

        return sorted(float(weight) for weight in yen(self._graph, source, target, paths))


class Networkx(Peer):
    """Yen's algorithm over bidirectional Dijkstra, in Python."""

    name = "networkx, shortest_simple_paths"
    package = "networkx"
    most = 1000

    def __init__(self, edges: PeerEdges) -> None:
        import networkx

        self._graph: Any = networkx.Graph()
        self._graph.add_nodes_from(range(edges.actors))
        self._graph.add_weighted_edges_from(zip(edges.a.tolist(), edges.b.tolist(), edges.weights.tolist(), strict=True))

    def best(self, source: int, target: int, paths: int) -> list[float]:
        import networkx

        try:
            found = list(islice(networkx.shortest_simple_paths(self._graph, source, target, weight="weight"), paths))
        except networkx.NetworkXNoPath:
            return []
        return sorted(float(sum(self._graph[a][b]["weight"] for a, b in pairwise(path))) for path in found)


class Networkit(Peer):
    """Bidirectional Dijkstra, in C++: one best path."""

    name = "networkit, BidirectionalDijkstra"
    package = "networkit"
    most = 1

    def __init__(self, edges: PeerEdges) -> None:
        import networkit

        networkit.setNumberOfThreads(1)
        self._graph: Any = networkit.Graph(edges.actors, weighted=True)
        self._graph.addEdges((edges.weights.astype(float), (edges.a.astype(np.uint64), edges.b.astype(np.uint64))))

    def best(self, source: int, target: int, paths: int) -> list[float]:
        import networkit

        distance = networkit.distance.BidirectionalDijkstra(self._graph, source, target).run().getDistance()
        return [distance] if distance < 1e300 else []


LIBRARIES: tuple[type[Peer], ...] = (Igraph, Scipy, Networkx, Networkit)


def is_here(library: type[Peer]) -> bool:
    return find_spec(library.package) is not None
