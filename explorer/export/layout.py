"""Where entities stand on a drawing that nobody will move: near what they are tied to, no name on another."""

from collections.abc import Sequence

import networkx as nx
import numpy as np

from explorer.export.network import Exported

_SEED = 7
_ROUNDS = 160


def positions(network: Exported, boxes: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """For each entity the middle of its box (width, height), all of them at 0 or more; the same for the same network."""
    if not network.entities:
        return []
    sizes = np.array(boxes)
    side = 2.2 * float((sizes[:, 0] * sizes[:, 1]).sum()) ** 0.5
    middles = _apart(_near_what_they_are_tied_to(network) * side / 2, sizes)
    middles -= (middles - sizes / 2).min(axis=0)
    return [(float(x), float(y)) for x, y in middles]


def _near_what_they_are_tied_to(network: Exported) -> np.ndarray:
    """Within -1 to 1 both ways, spread over all of it."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(entity.id for entity in network.entities)
    for r in network.relationships:
        graph.add_edge(r.source, r.target, weight=1 + 2 * (network.strength(r) or 0))
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    around = [id for part in parts for id in sorted(part)]
    angles = np.linspace(0, 2 * np.pi, len(around), endpoint=False)
    start = {id: np.array([np.cos(angle), np.sin(angle)]) for id, angle in zip(around, angles, strict=True)}
    found = nx.spring_layout(graph, k=1.6 / len(graph) ** 0.5, pos=start, iterations=120, seed=_SEED, method="force")
    drawn = np.array([found[entity.id] for entity in network.entities])
    ranks = drawn.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    evenly = 2 * ranks / max(1, len(drawn) - 1) - 1
    return 0.4 * drawn + 0.6 * evenly


def _apart(middles: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Boxes that overlap are pushed apart, each time by the shorter way, until none does or it has been tried long enough."""
    middles = middles + np.linspace(0, 1e-3, 2 * len(middles)).reshape(-1, 2)  # no two in one place
    least = (sizes[:, None] + sizes[None, :]) / 2
    for _ in range(_ROUNDS):
        between = middles[:, None] - middles[None, :]
        overlap = least - np.abs(between)
        overlapping = (overlap > 0).all(axis=2)
        np.fill_diagonal(overlapping, val=False)
        if not overlapping.any():
            break
        along_x = overlap[..., 0] < overlap[..., 1]
        push = np.where(np.stack((along_x, ~along_x), axis=2) & overlapping[..., None], overlap * np.sign(between), 0)
        middles = middles + push.sum(axis=1) * 0.3
    return middles
