"""The conversation engine: questions are data, the path is a generator, the answers are the only state."""
