"""Panj reads reports and keeps a sourced picture of the situation."""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from panj.serve.library import Brief, Case, Figure, Figures, Read, open_case, pipe
    from panj.serve.library import open_case as open
    from panj.serve.library import read_report as read
    from panj.understand.events.coding import code

__all__ = ["Brief", "Case", "Figure", "Figures", "Read", "code", "open", "open_case", "pipe", "read"]

_PLACES = {
    "Brief": ("panj.serve.library", "Brief"),
    "Case": ("panj.serve.library", "Case"),
    "Figure": ("panj.serve.library", "Figure"),
    "Figures": ("panj.serve.library", "Figures"),
    "Read": ("panj.serve.library", "Read"),
    "code": ("panj.understand.events.coding", "code"),
    "open": ("panj.serve.library", "open_case"),
    "open_case": ("panj.serve.library", "open_case"),
    "pipe": ("panj.serve.library", "pipe"),
}


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for, so that `import panj` costs nothing."""
    if name == "read":
        return import_module("panj.read")
    if name not in _PLACES:
        raise AttributeError(f"module 'panj' has no attribute {name!r}")
    module, attribute = _PLACES[name]
    return getattr(import_module(module), attribute)


class _Room(ModuleType):
    """The room `panj.read`, which a program may call: `panj.read("report.html")`."""

    def __call__(self, *given: object, **named: object) -> object:
        return import_module("panj.serve.library").read_report(*given, **named)


class _Face(ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        if name == "read" and isinstance(value, ModuleType):  # what the import of a room does
            value.__class__ = _Room
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
