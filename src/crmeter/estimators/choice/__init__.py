"""Which brand customers choose, why, and what their choices are worth."""
