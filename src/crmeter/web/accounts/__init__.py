"""Signing in by a one-time link, and what allauth is told about accounts."""
