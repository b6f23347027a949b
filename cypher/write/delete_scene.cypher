// A scene is thrown away, with the links that led to it.
// parameters: id
MATCH (s:Scene {id: $id})
DELETE s
