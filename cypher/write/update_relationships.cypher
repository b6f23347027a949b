// Set properties of known relationships; a property that is not given stays. One list of ids, because ArcadeDB uses the index for a list
// and not row by row.
// parameters: ids, properties
// each: type
MATCH ()-[r:{{type}}]->()
WHERE r.id IN $ids
SET r += $properties[r.id]
