"""SQLite as Django knows it, where whoever waits for another writer comes to their turn."""
