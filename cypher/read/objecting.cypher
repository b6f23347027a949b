// Who of these people asked not to be part of introductions.
// parameters: ids
// returns: id
// order: none
UNWIND $ids AS id
MATCH (n:Person) WHERE n.id = id AND n.objects = true
RETURN n.id AS id
