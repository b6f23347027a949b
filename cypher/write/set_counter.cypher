// Move a counter.
// parameters: id, value
MATCH (c:Counter {id: $id})
SET c.value = $value
