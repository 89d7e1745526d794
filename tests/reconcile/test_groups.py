"""What links join as of each day is known from a forest of few of them, in whatever order they come."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from panj.reconcile import Groups

FIRST = date(2021, 7, 1)
DAYS = 6
edges = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(0, DAYS - 1)), max_size=30)


def joined_by(links: list[tuple[int, int, int]], day: int) -> set[tuple[int, int]]:
    """Return the pairs that links of no later day join, found by spreading."""
    of = {n: {n} for n in range(1, 10)}
    for a, b, since in links:
        if since <= day:
            together = of[a] | of[b]
            of |= dict.fromkeys(together, together)
    return {(a, b) for a, b in combinations(of, 2) if b in of[a]}


@given(edges)
def test_statements_are_joined_as_of_each_day_as_the_links_of_no_later_day_join_them(
    links: list[tuple[int, int, int]],
) -> None:
    groups = Groups()
    for a, b, since in links:
        groups.join(a, b, FIRST + timedelta(since))
    for n in range(DAYS):
        day = FIRST + timedelta(n)
        assert {(a, b) for a, b in combinations(range(1, 10), 2) if groups.joined(a, b, day)} == joined_by(links, n)


@given(edges)
def test_statements_are_of_one_whole_group_as_links_of_any_day_join_them_while_more_come(
    links: list[tuple[int, int, int]],
) -> None:
    groups = Groups()
    for n, (a, b, since) in enumerate(links):
        groups.join(a, b, FIRST + timedelta(since))
        top = groups.of_all(range(1, 10))
        joined = {(a, b) for a, b in combinations(range(1, 10), 2) if top[a] == top[b]}
        assert joined == joined_by(links[: n + 1], DAYS)
        assert top == {row: groups.of(row, date.max) for row in range(1, 10)}


def test_beyond_so_many_links_all_are_forgotten() -> None:
    groups = Groups(most=2)
    for n in range(3):
        groups.join(n, n + 1, FIRST)
    assert groups.joined(2, 3, FIRST)
    assert not groups.joined(0, 1, FIRST)
