"""How much work comes to a service desk, and how many people it takes."""
