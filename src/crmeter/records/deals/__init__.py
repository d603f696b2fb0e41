"""Deals: what may be sold to whom, on its way through the stages of a pipeline."""
