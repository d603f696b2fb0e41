"""The catalogue of measures: one file each, an expression and its explanation."""
