// The scene that a link leads to, by the hash of its token. There are few scenes, so that looking at each is fast.
// parameters: hash
// returns: properties
MATCH (s:Scene)
WHERE $hash IN s.hashes
RETURN properties(s) AS properties
