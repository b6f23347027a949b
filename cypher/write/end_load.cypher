// A large load is finished, or wholly undone.
// parameters: id
MATCH (l:Load {id: $id})
DELETE l
