"""Cases of customers at risk: who is looked after, who was held out, and what became of each."""
