"""What the firm sells, and what its competitors sell against it."""
