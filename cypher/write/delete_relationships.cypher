// Take relationships away that an interrupted load had created.
// parameters: ids
// each: type
MATCH ()-[r:{{type}}]->()
WHERE r.id IN $ids
DELETE r
