// Set properties of known entities; a property that is not given stays.
// parameters: rows
UNWIND $rows AS row
MATCH (n:Entity) WHERE n.id = row.id
SET n += row.properties
