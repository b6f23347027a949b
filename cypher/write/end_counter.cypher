// A counter that has served its purpose goes.
// parameters: id
MATCH (c:Counter {id: $id})
DELETE c
