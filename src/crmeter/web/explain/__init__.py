"""Explain: everything behind one figure, in a drawer or as a page of its own."""
