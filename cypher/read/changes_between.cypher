// The changes after one sequence number up to another. Bounded on both sides, because ArcadeDB otherwise goes through the whole rest of the log for every page.
// parameters: after, last
// returns: properties
// order: sequence
MATCH (c:Change)
WHERE c.sequence > $after AND c.sequence <= $last
RETURN properties(c) AS properties
ORDER BY c.sequence
