"""What a firm measures besides the catalogue: definitions that every later evaluation takes."""
