"""What marketing costs, whom it reaches, and what comes of it."""
