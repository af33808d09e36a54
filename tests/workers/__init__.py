"""The loops, stepped by hand."""
