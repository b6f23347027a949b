// Take relationships away: what an interrupted load had created, what a form no longer says.
// parameters: ids
// each: type
MATCH ()-[r:{{type}}]->()
WHERE r.id IN $ids
DELETE r
