// How many entities bear each label.
// returns: name, number
// order: none
MATCH (n:Entity)
UNWIND labels(n) AS name
RETURN name, count(*) AS number
