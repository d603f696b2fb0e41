"""The brand: which question, or which behaviour, measures which component, and by which decision they count."""
