"""Segments that people build: rules over what is known of customers, live or kept with the members of a day."""
