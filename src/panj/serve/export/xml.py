"""XML 1.0 out of hostile words: what XML may not hold is replaced."""

import re
from xml.etree import ElementTree as ET

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add(parent: ET.Element, tag: str, words: str | None = None, **attributes: str) -> ET.Element:
    """Append an element with its words and attributes, and return it."""
    made = ET.SubElement(parent, tag, {name: clean(value) for name, value in attributes.items()})
    made.text = clean(words) if words is not None else None
    return made


def clean(words: str) -> str:
    """Return words with only the characters that XML 1.0 allows."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", words)


def written(root: ET.Element) -> str:
    """Return a document with its declaration."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")
