"""The scorecard: scores by subject and by perspective, and the parts that they are made of."""
