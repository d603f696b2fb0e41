"""Leads: who may become a customer, from where they came, and what became of them."""
