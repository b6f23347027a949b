// New entities, with all their labels at once.
// parameters: rows
// each: label
UNWIND $rows AS row
CREATE (n:Entity:{{label}})
SET n = row
