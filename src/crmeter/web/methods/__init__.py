"""Several methods on the same question, several criteria in one decision, and the choice of both."""
