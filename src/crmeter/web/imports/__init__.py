"""Bringing files in: sent, looked at, mapped, previewed, imported, mended, undone."""
