// Take a counter for the rest of the transaction, so that whoever writes at the same time waits or starts again. Its value is read by the next statement:
// here it could still be the one from before the wait.
// parameters: id, holder
MATCH (c:Counter {id: $id})
SET c.holder = $holder
