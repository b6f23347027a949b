// Give known entities exactly the properties they had before.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Entity) WHERE n.id = row.id
SET n = row.properties
