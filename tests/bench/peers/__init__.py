"""Others that find best paths, asked the same questions."""
