// One scene, for somebody who is about to change it: others wait from here on, or have to begin again. Setting what is set already takes the lock.
// parameters: id
// returns: properties
MATCH (s:Scene {id: $id})
SET s.id = $id
RETURN properties(s) AS properties
