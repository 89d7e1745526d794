"""Panj reads reports and keeps a sourced picture of the situation."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from panj.serve.library import Case, Read, load, open_case, pipe
    from panj.serve.library import open_case as open
    from panj.understand.coding import code

__all__ = ["Case", "Read", "code", "load", "open", "open_case", "pipe"]

_PLACES = {
    "Case": ("panj.serve.library", "Case"),
    "Read": ("panj.serve.library", "Read"),
    "code": ("panj.understand.coding", "code"),
    "load": ("panj.serve.library", "load"),
    "open": ("panj.serve.library", "open_case"),
    "open_case": ("panj.serve.library", "open_case"),
    "pipe": ("panj.serve.library", "pipe"),
}


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for, so that `import panj` costs nothing."""
    if name not in _PLACES:
        raise AttributeError(f"module 'panj' has no attribute {name!r}")
    module, attribute = _PLACES[name]
    return getattr(import_module(module), attribute)
