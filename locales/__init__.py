"""How it is said: Fluent texts by language, and the catalogue that words them."""

from locales.catalog import Catalog, Gap, Speaker

__all__ = ["Catalog", "Gap", "Speaker"]
