// Take entities away that an interrupted load had created. What another program has tied to them since goes with them.
// parameters: ids
UNWIND $ids AS id
MATCH (n:Entity) WHERE n.id = id
DETACH DELETE n
