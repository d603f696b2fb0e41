"""The mission, its goals, and the targets of the firm, teams and people under them."""
