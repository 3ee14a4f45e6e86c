"""Every text of the pages, one TOML file a language."""

from hamstrong.web.text.catalogue import Catalogue, load_catalogue, say

__all__ = ["Catalogue", "load_catalogue", "say"]
