"""Benchmarks: ratios against named peers, each contestant in a fresh process, figures kept in `results/`."""
