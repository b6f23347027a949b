// The entities that have these ids. Here as in every statement an id from outside is compared in a condition: in a pattern ArcadeDB takes a text
// such as `$ids` for the parameter of that name.
// parameters: ids
// returns: labels, properties
// order: none
UNWIND $ids AS id
MATCH (n:Entity) WHERE n.id = id
RETURN labels(n) AS labels, properties(n) AS properties
