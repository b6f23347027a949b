"""Facts in mapped files: entities and relationships as rows of bytes taken up one by one, and arrays that say which ones to take up.

Entities are numbered in the order of their ids by code point, relationships in the order they came in.

ids_text: uint8, ids_starts: int64[n + 1]      the ids, as an IdTable
labels: uint8[n], countries: int32[n]          places in `about["labels"]` (shown labels) and `about["countries"]`, the country an entity says
objectors: bool[n]                             people who objected
entity_rows: int64[n], entities: blob          where each row begins; each row is its length in ROW_LENGTH bytes, then msgpack
types: uint8[m]                                places in `about["types"]`
sources, targets: int32[m]                     numbers of the ends
begun, ended, observed: int32[m]               days as `date.toordinal`: first day of `since` and `observed_on`, 0 where absent; last day of `until`, else NEVER
relationship_rows: int64[m], relationships: blob
hashes: uint64[m], hashed: int32[m]            hashes of relationship ids in order, and whose each one is
ties_starts: int64[n + 1]                      an entity's relationships are ties[ties_starts[v] : ties_starts[v + 1]] ...
ties: int32[2m], groups: uint8[2m]             ... in the order of their groups: twice the type, and 1 more where the entity is the target
waiting: blob                                  relationships of which an end is missing, in full
tally: blob                                    the Tally
"""

from explorer.network.records.mapped import MappedRecords
from explorer.network.records.writing import write_records

__all__ = ["MappedRecords", "write_records"]
