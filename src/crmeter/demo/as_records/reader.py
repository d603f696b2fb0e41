"""Whoever looks at the sample: some of its work is theirs to do."""

# Nobody in the sample is called so.
READER = "\u2009reader"
