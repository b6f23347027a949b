// The relationships that have these ids, of whatever type. One branch for each type, because each has its own index of ids;
// the ends bear no label, because ArcadeDB leaves the index aside where they do.
// parameters: ids
// returns: id, type, source, target, properties
// order: none
// each: type, joined by UNION ALL
MATCH (a)-[r:{{type}}]->(b)
WHERE r.id IN $ids
RETURN r.id AS id, type(r) AS type, a.id AS source, b.id AS target, properties(r) AS properties
