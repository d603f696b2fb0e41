"""Runs: a snapshot measured, scored, forecast, explained."""
