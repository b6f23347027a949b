"""GeoJSON: what has a place on a map as points, the ties between different places as lines."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from explorer.domain.records import Entity
from explorer.export.network import Exported, Left, edge_row, node_row

Point: TypeAlias = list[float]


def write_geojson(network: Exported, file: Path) -> Left:
    left = Left()
    places = dict(_places(network))
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write('{"type": "FeatureCollection", "features": [\n')
        for number, feature in enumerate(_features(network, places, left)):
            out.write((",\n" if number else "") + json.dumps(feature, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8"))
        out.write("\n]}\n")
    return +left


def _features(network: Exported, places: Mapping[str, Point], left: Left) -> Iterator[Mapping[str, Any]]:
    for entity in network.entities:
        if entity.id in places:
            yield _feature("Point", places[entity.id], node_row(entity))
        else:
            left[entity.label] += 1
    for r in network.relationships:
        ends = [places[end] for end in (r.source, r.target) if end in places]
        if len(ends) == 2 and ends[0] != ends[1]:
            yield _feature("LineString", ends, edge_row(r))
        else:
            left[r.type] += 1


def _feature(shape: str, coordinates: object, properties: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"type": "Feature", "id": properties["id"], "geometry": {"type": shape, "coordinates": coordinates}, "properties": properties}


def _places(network: Exported) -> Iterator[tuple[str, Point]]:
    """Where each is: by its own coordinates, or those of the city it is located in."""
    located = {r.source: r.target for r in sorted(network.relationships, key=lambda r: r.target, reverse=True) if r.type == "LOCATED_IN"}
    for entity in network.entities:
        point = _point(entity) or _point(network.by_id.get(located.get(entity.id, "")))
        if point:
            yield entity.id, point


def _point(entity: Entity | None) -> Point | None:
    point = entity.point if entity else None
    return [point[1], point[0]] if point else None
