"""What comes of reaching out: replies by contact, and conversions by how fast the first answer was."""
