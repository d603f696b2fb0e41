"""Relationship health: the page that a director reads first."""
