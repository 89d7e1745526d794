"""Do two figures of the same thing agree? By their bounds: "over 1,000" and 1,037 do, 6,000 and 7,000 do not."""

from panj.records import Quantity

ABOUT = 0.1  # "about 6,000" reaches a tenth to either side

_MANY = frozenset({"people", "persons", "individuals", "men"})


def counted(quantity: Quantity) -> str:
    """Return what is counted as one word: the last noun of "Afghan soldiers", without its plural."""
    if quantity.unit:
        return quantity.unit
    word = (quantity.of or "").lower().split(" of ")[0].split(" in ")[0].rpartition(" ")[2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def comparable(left: Quantity, right: Quantity) -> bool:
    """Tell whether both count the same kind of thing, by its own noun or a wider one."""
    first, second = counted(left), counted(right)
    return bool(first) and (first == second or first in _MANY or second in _MANY)


def bounds(quantity: Quantity) -> tuple[float, float]:
    """Return the least and the most that the words allow."""
    low = quantity.low if quantity.low is not None else 0.0
    high = quantity.high if quantity.high is not None else float("inf")
    return (low * (1 - ABOUT), high * (1 + ABOUT)) if quantity.approximate else (low, high)


def agree(left: Quantity, right: Quantity) -> bool:
    """Tell whether one number could be meant by both."""
    (a, b), (c, d) = bounds(left), bounds(right)
    return max(a, c) <= min(b, d)
