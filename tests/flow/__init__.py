"""The conversation engine: tables, and any conversation that hypothesis can think of."""
