"""Files that people send in: received, looked at, asked about, imported, undone, forgotten."""
