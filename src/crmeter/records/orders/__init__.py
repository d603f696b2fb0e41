"""Orders: what was sold to whom, how it was delivered, and what came back."""
