// Every relationship between entities, for the snapshot.
// returns: id, type, source, target, properties
// order: none
MATCH (a:Entity)-[r]->(b:Entity)
RETURN r.id AS id, type(r) AS type, a.id AS source, b.id AS target, properties(r) AS properties
