// The companies that these are subsidiaries of.
// parameters: ids
// returns: child, parent
// order: none
UNWIND $ids AS id
MATCH (a:Entity {id: id})-[:SUBSIDIARY_OF]->(b:Entity)
RETURN id AS child, b.id AS parent
