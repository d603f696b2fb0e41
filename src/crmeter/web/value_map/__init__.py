"""The value map: what products are worth to customers against what they cost."""
