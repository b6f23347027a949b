// Give known entities exactly these properties: those they had before, or all that a form says.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Entity) WHERE n.id = row.id
SET n = row.properties
