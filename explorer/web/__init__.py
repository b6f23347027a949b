"""The web application: the HTTP API, the pages, and what keeps both safe."""
