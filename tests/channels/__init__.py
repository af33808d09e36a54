"""Each channel, in and out."""
