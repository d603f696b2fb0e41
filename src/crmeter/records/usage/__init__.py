"""Which features of the product people use: counted by person, feature and day, and nothing else."""
