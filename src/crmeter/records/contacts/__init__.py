"""The persons of customers who are firms."""
