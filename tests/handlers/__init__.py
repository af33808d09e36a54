"""Single pieces of what the machine does."""
