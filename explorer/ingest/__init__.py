"""Files in: from tables as people keep them to entities and relationships, with every problem named where it stands."""

from explorer.ingest.known import Known
from explorer.ingest.problems import Problem
from explorer.ingest.reading import EDGES, NODES, Reading, read_files, read_rows

__all__ = ["EDGES", "NODES", "Known", "Problem", "Reading", "read_files", "read_rows"]
