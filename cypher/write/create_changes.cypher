// Write down what was changed.
// parameters: rows
UNWIND $rows AS row
CREATE (c:Change)
SET c = row
