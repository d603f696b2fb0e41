"""What the figures suggest to change, and what each change may bring in money: one file for each rule."""
