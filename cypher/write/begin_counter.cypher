// A counter is there from the first start on; an existing one keeps its value.
// parameters: id
MERGE (c:Counter {id: $id})
ON CREATE SET c.value = 0
