"""The people of the firm and their teams: opened, changed, closed by administrators."""
