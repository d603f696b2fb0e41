"""How the firm sells: from the first contact over deals and their stages to the first order."""
