"""Scores between 0 and 100: each measure between its floor and its target, and the parts that a score is made of."""
