"""Evaluations: start one, watch it, stop it, compare two."""
