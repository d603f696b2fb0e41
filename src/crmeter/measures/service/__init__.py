"""How the firm serves those who ask: how many wait, for how long, and how well it is done."""
