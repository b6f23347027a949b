// Who loads is still there. A load that is being undone is not brought back to life.
// parameters: id, batch
MATCH (l:Load {id: $id})
WHERE l.batch = $batch AND l.undone_to IS NULL
SET l.beat = l.beat + 1
