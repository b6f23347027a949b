"""What the product does, each service once for the command line, the API and the pages."""
