// The changes that came after a sequence number.
// parameters: after, limit
// returns: properties
// order: sequence
MATCH (c:Change)
WHERE c.sequence > $after
RETURN properties(c) AS properties
ORDER BY c.sequence
LIMIT $limit
