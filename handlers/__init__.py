"""What the machine does: one module a feature, with its questions, its path and what happens at the end."""
