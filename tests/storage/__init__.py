"""One suite for what is remembered, on both databases."""
