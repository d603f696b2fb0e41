"""Value: what the customers are worth, how it is spread, how well the model holds."""
