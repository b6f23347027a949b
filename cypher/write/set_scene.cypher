// Some properties of a scene anew.
// parameters: id, properties
MATCH (s:Scene {id: $id})
SET s += $properties
