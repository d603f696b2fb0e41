"""When the firm works, kept by administrators."""
