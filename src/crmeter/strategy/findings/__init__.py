"""Sentences with figures that somebody thinks worth a decision, kept as they were said until a review takes them up."""
