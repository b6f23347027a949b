"""What the product talks about: the vocabulary, dates, entities, ties and answers. Standard library only."""
