// How many scenes there are.
// returns: number
MATCH (s:Scene)
RETURN count(s) AS number
