"""What does this ward look like? Loads and checks the ward file; no code knows a ward by name."""

from bot.ward.advice import Finding, Level, check
from bot.ward.schema import Category, Hotline, Market, Office, Subcategory
from bot.ward.ward import DEFAULT, Ward, load_ward

__all__ = [
    "DEFAULT",
    "Category",
    "Finding",
    "Hotline",
    "Level",
    "Market",
    "Office",
    "Subcategory",
    "Ward",
    "check",
    "load_ward",
]
