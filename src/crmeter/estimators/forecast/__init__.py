"""What comes next in a series of months."""
