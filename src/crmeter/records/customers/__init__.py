"""The list of customers of each run: one row each, written whole before the run is shown, searched without marks."""
