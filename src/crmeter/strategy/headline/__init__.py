"""Which measures the firm chose to stand out."""
