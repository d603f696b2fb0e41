"""Decisions: what counts how much, judged in pairs by people of the firm, each alone."""
