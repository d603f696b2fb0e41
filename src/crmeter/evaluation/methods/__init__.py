"""Several methods on the same question, chosen by sector and firm, and several criteria in one decision."""
