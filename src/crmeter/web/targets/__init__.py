"""Targets: what each measure is to reach, how far it is, how probable it is that it is missed."""
