"""Tiles of boards: one measure, one cut, one chart, drawn from stored readings."""
