"""The operational truth: one Django app, one history of migrations, a folder per concept."""
