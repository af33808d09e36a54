"""The long form: hours of kills, faults and ordinary work, for `make soak`."""
