"""The 8-way shape of a word, which gives back the case that the uncased vocabulary drops."""

from __future__ import annotations


def shape(word: str) -> int:
    """1 lower, 2 Capitalised, 3 ALLCAPS, 4 Mixed, 5 digits, 6 digits with letters, 7 anything else.

    >>> [shape(word) for word in ("talks", "Lavrov", "A", "U.S.", "McCain", "2021", "3rd", "--")]
    [1, 2, 2, 3, 4, 5, 6, 7]
    """
    letters = [character for character in word if character.isalpha()]
    digits = any(character.isdigit() for character in word)
    if digits:
        return 6 if letters else 5
    if not letters:
        return 7
    if not any(character.isupper() for character in letters):
        return 1
    if len(letters) > 1 and all(character.isupper() for character in letters):
        return 3
    if letters[0].isupper() and not any(character.isupper() for character in letters[1:]):
        return 2
    return 4
