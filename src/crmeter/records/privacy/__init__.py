"""What the product knows of a natural person, wherever it is kept."""
