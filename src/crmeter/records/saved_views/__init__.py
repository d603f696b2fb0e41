"""Lists and boards as somebody wants to find them again: columns, order, conditions."""
