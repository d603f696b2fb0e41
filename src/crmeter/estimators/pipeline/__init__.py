"""Deals on their way: by their stage and the days there, who will be won, and what comes in."""
