"""Sentences of what figures did in a day, a week or a month, and who is told."""
