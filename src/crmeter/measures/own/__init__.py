"""Measures that a firm says itself, in a small language over contracted columns: read, never run as a program."""
