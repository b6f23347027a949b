// What one import changed is found by its batch.
CREATE INDEX change_batch IF NOT EXISTS FOR (c:Change) ON (c.batch)
