"""Files from strangers: what they are, how they are made clean, how long that may take."""
