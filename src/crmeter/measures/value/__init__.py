"""Value (A4.1, C8): what customers buy and what they are worth."""
