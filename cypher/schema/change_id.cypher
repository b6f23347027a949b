// The history of one entity or relationship is found by its id.
CREATE INDEX change_id IF NOT EXISTS FOR (c:Change) ON (c.id)
