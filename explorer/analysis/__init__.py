"""What follows from the facts beyond introductions: who fits whom, and why. Numbers and relationships, no sentences."""
