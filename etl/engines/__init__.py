"""Where extraction runs: the same pure functions, on one process or many."""
