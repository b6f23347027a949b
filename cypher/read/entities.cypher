// The entities that have these ids.
// parameters: ids
// returns: labels, properties
// order: none
UNWIND $ids AS id
MATCH (n:Entity {id: id})
RETURN labels(n) AS labels, properties(n) AS properties
