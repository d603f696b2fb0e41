"""What the reader is to do next."""
