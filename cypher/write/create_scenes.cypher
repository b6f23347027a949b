// New scenes, with all their properties.
// parameters: rows
UNWIND $rows AS row
CREATE (s:Scene)
SET s = row
