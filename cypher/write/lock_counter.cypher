// Take a counter for the rest of the transaction, so that whoever writes at the same time waits or starts again.
// parameters: id
// returns: value
MATCH (c:Counter {id: $id})
SET c.value = c.value
RETURN c.value AS value
