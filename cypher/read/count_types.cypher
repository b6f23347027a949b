// How many relationships there are of each type.
// returns: name, number
// order: none
MATCH (:Entity)-[r]->(:Entity)
RETURN type(r) AS name, count(*) AS number
