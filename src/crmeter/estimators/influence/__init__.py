"""Which of many columns go with an outcome, and how sure that is."""
