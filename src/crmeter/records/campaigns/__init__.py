"""Campaigns: what marketing does for a while, what it costs, and what it is expected to bring."""
