"""What the machine remembers: a table and its statements live together, and only here is SQL spoken."""
