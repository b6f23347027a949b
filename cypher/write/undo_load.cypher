// A load is being undone: its changes after this number are taken back.
// parameters: id, undone_to
MATCH (l:Load {id: $id})
SET l.undone_to = $undone_to
