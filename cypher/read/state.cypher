// The number of the latest change, and which state of which database it counts in.
// parameters: changes, state
// returns: sequence, state
MATCH (c:Counter {id: $changes})
OPTIONAL MATCH (s:Counter {id: $state})
RETURN c.value AS sequence, s.holder AS state
