"""The inside view: how marketing, sales, service and supply work, as the run found it."""
