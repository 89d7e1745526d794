"""What of a drawing is free for the words on it."""

LETTER, LINE = 6.6, 15.0  # units that a letter and a line of a label take


class Room:
    """What of a drawing no label has taken yet."""

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self._taken: list[tuple[float, float, float, float]] = []

    def take(self, x: float, y: float, wide: float, high: float) -> bool:
        """Take a box and tell whether it was free and within the drawing."""
        if x < 2 or y < 2 or x + wide > self._width - 2 or y + high > self._height - 2:
            return False
        for a, b, c, d in self._taken:
            if x < a + c and a < x + wide and y < b + d and b < y + high:
                return False
        self.keep(x, y, wide, high)
        return True

    def keep(self, x: float, y: float, wide: float, high: float) -> None:
        """Take a box whatever is there: marks beside each other overlap."""
        self._taken.append((x, y, wide, high))

    def beside(self, text: str, x: float, y: float, gap: float = 11.0) -> tuple[float, float] | None:
        """Return where a label beside a point may begin, its box taken; None if there is no room."""
        wide = len(text) * LETTER
        for left, top in ((x + gap, y - LINE / 2), (x - gap - wide, y - LINE / 2), (x - wide / 2, y - gap - LINE),
                          (x - wide / 2, y + gap)):  # fmt: skip
            if self.take(left, top, wide, LINE):
                return round(left, 1), round(top + LINE - 4, 1)
        return None
