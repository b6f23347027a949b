// How far a restore has come that was not finished: `holder` is the checksum of its file.
// parameters: id
// returns: holder, rows
MATCH (c:Counter {id: $id})
RETURN c.holder AS holder, c.value AS rows
