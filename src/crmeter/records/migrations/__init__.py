"""The one history of the tables."""
