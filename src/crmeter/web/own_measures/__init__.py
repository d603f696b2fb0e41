"""Own measures: said, checked while they are typed, tried on the current run, taken by the next evaluation."""
