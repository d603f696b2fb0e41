"""Findings: the button that sends one to review, and the list of those that were sent."""
