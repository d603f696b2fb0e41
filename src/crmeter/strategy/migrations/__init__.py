"""The history of the tables of strategy."""
