"""Who stays, and for how long."""
