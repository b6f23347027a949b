// No two relationships of a type share an id: finds them fast, and keeps two simultaneous loads from storing one twice.
// each: type
CREATE CONSTRAINT id_of_{{type}} IF NOT EXISTS FOR ()-[r:{{type}}]-() REQUIRE r.id IS UNIQUE
