// One scene, all of it.
// parameters: id
// returns: properties
MATCH (s:Scene {id: $id})
RETURN properties(s) AS properties
