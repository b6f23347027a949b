// Every scene, for a backup.
// returns: properties
// order: none
MATCH (s:Scene)
RETURN properties(s) AS properties
