"""Loyalty: who came, who buys less, who left, who came back, whom to keep now."""
