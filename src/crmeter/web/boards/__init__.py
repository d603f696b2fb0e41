"""Boards: figures that people choose, put in order and share."""
