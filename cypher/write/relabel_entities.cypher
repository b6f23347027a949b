// Give known companies the second label of their new size class, or none. The id is set aside while the labels change: ArcadeDB moves the node
// then, and would take the old and the new one for two entities of one id.
// parameters: ids
// each: label
MATCH (n:Entity)
WHERE n.id IN $ids
WITH n, n.id AS id
SET n.id = null
WITH n, id
REMOVE n:PME:GrandGroupe
SET n:{{label}}
SET n.id = id
