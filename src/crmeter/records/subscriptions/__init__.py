"""Subscriptions: what is sold to a customer again each period, until it is cancelled or ends."""
