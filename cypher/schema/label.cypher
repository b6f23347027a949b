// Every label is known before the first entity: ArcadeDB makes a type of each set of labels at first use, which fails where two do it at once.
// each: label
CREATE (n:Entity:{{label}})
DELETE n
