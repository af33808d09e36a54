"""Whole dialogues through the front door, as prose."""
