"""The catalogue: every measure, what it means, how it is worked out, where it stands."""
