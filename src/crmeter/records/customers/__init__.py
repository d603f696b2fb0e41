"""The list of customers of the run that pages show: one row each, written whole with its run, searched without marks."""
