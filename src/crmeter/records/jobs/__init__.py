"""Long work: waiting, leased to a worker, reported, given back when the worker is lost, repeated on a schedule."""
