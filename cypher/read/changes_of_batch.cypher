// The changes of one batch that came after a sequence number.
// parameters: batch, after, limit
// returns: properties
// order: sequence
MATCH (c:Change)
WHERE c.batch = $batch AND c.sequence > $after
RETURN properties(c) AS properties
ORDER BY c.sequence
LIMIT $limit
