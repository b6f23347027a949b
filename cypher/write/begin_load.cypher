// A load that needs several transactions begins. A node of its own kind, because ArcadeDB takes two writers of one page of nodes for a conflict, and this one
// is written every second while the counter of changes belongs to the load.
// parameters: properties
CREATE (l:Load)
SET l = $properties
