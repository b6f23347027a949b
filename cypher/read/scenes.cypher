// Saved scenes without what they show.
// parameters: limit
// returns: id, name, version, saved_at, nodes, hashes, expiries
// order: saved_at descending, id
MATCH (s:Scene)
RETURN s.id AS id, s.name AS name, s.version AS version, s.saved_at AS saved_at, s.nodes AS nodes, s.hashes AS hashes, s.expiries AS expiries
ORDER BY s.saved_at DESC, s.id
LIMIT $limit
