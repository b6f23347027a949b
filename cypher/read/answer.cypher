// A round trip: whether the server answers at all.
// returns: answer
RETURN 1 AS answer
