"""The sample company: opened in one click, removed in one click."""
