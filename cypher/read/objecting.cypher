// Who of these people asked not to be part of introductions.
// Looked for among all entities: only their index knows ids, and a narrower label would be searched from end to end.
// parameters: ids
// returns: id
// order: none
UNWIND $ids AS id
MATCH (n:Entity) WHERE n.id = id AND n.objects = true
RETURN n.id AS id
