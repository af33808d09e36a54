"""Benchmarks in the small: that they run at all and say what they should."""
