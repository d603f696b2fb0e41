"""The history of the tables of engagement."""
