"""Alerts: what waits to be seen to, what was resolved, and what is watched."""
