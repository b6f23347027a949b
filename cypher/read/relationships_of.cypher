// One page of the relationships an entity is an end of.
// parameters: id, skip, limit
// returns: id, type, source, target, properties
// order: type, id
MATCH (n:Entity)-[r]-(:Entity)
WHERE n.id = $id
RETURN r.id AS id, type(r) AS type, startNode(r).id AS source, endNode(r).id AS target, properties(r) AS properties
ORDER BY type, id
SKIP $skip LIMIT $limit
