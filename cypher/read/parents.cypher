// The companies that these are subsidiaries of.
// parameters: ids
// returns: child, parent
// order: none
UNWIND $ids AS id
MATCH (a:Entity) WHERE a.id = id
MATCH (a)-[:SUBSIDIARY_OF]->(b:Entity)
RETURN id AS child, b.id AS parent
