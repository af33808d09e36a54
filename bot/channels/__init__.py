"""One adapter per platform: how its updates are read and how messages reach it."""
