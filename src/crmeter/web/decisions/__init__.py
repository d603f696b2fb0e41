"""Pages of decisions: made, judged in pairs by evaluators each alone, and what came of them."""
