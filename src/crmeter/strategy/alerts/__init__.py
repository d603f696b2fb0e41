"""What somebody watches in figures, and the alerts that come of it until somebody has seen to them."""
