// Give known relationships exactly these properties: those they had before, or all that a form says.
// parameters: ids, properties
// each: type
MATCH ()-[r:{{type}}]->()
WHERE r.id IN $ids
SET r = $properties[r.id]
