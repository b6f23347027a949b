// New relationships between known entities.
// parameters: rows
// each: type
UNWIND $rows AS row
MATCH (a:Entity) WHERE a.id = row.source
MATCH (b:Entity) WHERE b.id = row.target
CREATE (a)-[r:{{type}}]->(b)
SET r = row.properties
