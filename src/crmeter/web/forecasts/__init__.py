"""Forecasts: the next twelve months, and how such forecasts did in the past."""
