"""Pages of the brand: its score, its value in money, and how it is measured."""
