"""Do two figures of the same thing agree? By their bounds: "over 1,000" and 1,037 do, 6,000 and 7,000 do not."""

from panj.lexicon.counted import head_noun, kind_of
from panj.records import Quantity

ABOUT = 0.1  # "about 6,000" reaches a tenth to either side

_MANY = frozenset({"people", "person", "individual", "man"})
_ROUND = 100  # two figures that share all their digits and are not round are of one count


def counted(quantity: Quantity) -> str:
    """Return what is counted as one word, or the unit."""
    return quantity.unit or head_noun(quantity.of or "")


def kind(quantity: Quantity) -> str:
    """Return what kind of thing is counted (a force, people, places), or the counted noun itself."""
    noun = counted(quantity)
    return kind_of(noun) or noun


def telling(quantity: Quantity) -> bool:
    """Tell whether a figure is exact and odd enough to be known again: 1,037 is, 1,000 is not."""
    low, high = quantity.low, quantity.high
    return low is not None and low == high and not quantity.approximate and low >= _ROUND and low % _ROUND != 0


def comparable(left: Quantity, right: Quantity) -> bool:
    """Tell whether both count the same kind of thing, by its own noun or a wider one."""
    first, second = counted(left), counted(right)
    return bool(first) and (kind(left) == kind(right) or first in _MANY or second in _MANY)


def bounds(quantity: Quantity) -> tuple[float, float]:
    """Return the least and the most that the words allow."""
    low = quantity.low if quantity.low is not None else 0.0
    high = quantity.high if quantity.high is not None else float("inf")
    return (low * (1 - ABOUT), high * (1 + ABOUT)) if quantity.approximate else (low, high)


def agree(left: Quantity, right: Quantity) -> bool:
    """Tell whether one number could be meant by both."""
    (a, b), (c, d) = bounds(left), bounds(right)
    return max(a, c) <= min(b, d)


def near(left: Quantity, right: Quantity) -> bool:
    """Tell whether both name numbers of more than a hundred that lie within a tenth: "over 1,000" and 1,037."""
    a, b = (q.low if q.low is not None else q.high or 0.0 for q in (left, right))
    return min(a, b) >= _ROUND and max(a, b) <= min(a, b) * (1 + ABOUT)
