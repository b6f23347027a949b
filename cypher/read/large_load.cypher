// The large load that is under way or was interrupted, where there is one.
// parameters: id
// returns: properties
MATCH (l:Load {id: $id})
RETURN properties(l) AS properties
