// The value of one counter: `changes` is the sequence of the latest change, `schema` the version of the schema.
// parameters: id
// returns: value
MATCH (c:Counter {id: $id})
RETURN c.value AS value
