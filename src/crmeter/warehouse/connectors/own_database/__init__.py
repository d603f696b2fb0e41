"""The own database as a source: records as they stand, read whole table by whole table wherever something changed."""
