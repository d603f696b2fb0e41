"""Loyalty (A4.3, B8, C6): who is new, active, buying less, lost, won back."""
