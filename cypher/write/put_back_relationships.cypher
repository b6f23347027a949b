// Give known relationships exactly the properties they had before.
// parameters: ids, properties
// each: type
MATCH ()-[r:{{type}}]->()
WHERE r.id IN $ids
SET r = $properties[r.id]
