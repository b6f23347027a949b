// Every entity, for the snapshot.
// returns: labels, properties
// order: none
MATCH (n:Entity)
RETURN labels(n) AS labels, properties(n) AS properties
