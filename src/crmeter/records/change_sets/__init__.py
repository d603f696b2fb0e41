"""Changes of many records that can be taken back as one: bulk changes, imports, merges."""
