// Nodes that are neither entities nor the product's own book-keeping, to find what another program has stored in a way nobody here would ever see.
// parameters: limit
// returns: labels, properties
// order: none
MATCH (n)
WHERE NOT n:Entity AND NOT n:Change AND NOT n:Counter AND NOT n:Load AND NOT n:Scene
RETURN labels(n) AS labels, properties(n) AS properties
LIMIT $limit
