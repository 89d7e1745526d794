"""What an attack does when its defence is out: `python -m tests.safety.undefended` prints a JSON line for each.

For each row of DEFENCES the code of the defence is changed in this process, and the test that SECURITY.md names is run:
it must fail, and for the attack's sake, not for a slip in the change. Nothing on disk is changed.
"""

import ast
import inspect
import json
import os
import re
import resource
import signal
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, FunctionType
from typing import Any, NamedTuple

import pytest

PATIENCE = 8  # seconds; an attack that goes on for longer has had its way
LONGEST = 120  # seconds for a test that says what is wrong
MEMORY = 6 << 30
SLIPS = (
    "NameError",
    "SyntaxError",
    "AttributeError",
    "UnboundLocalError",
    "ImportError",
    "LookupError: the defence",
    "panj.errors.PanjError",
)


class Defence(NamedTuple):
    """A test, where its defence is (a function, or a value of a module), and what stands there instead.

    Of a function `old` becomes `new` in its source; of a value, `new` is evaluated.
    """

    test: str
    at: str
    old: str
    new: str
    hangs: bool = False  # the attack takes time; else the test must say what is wrong


def _read(test: str, at: str, old: str, new: str, *, hangs: bool = False) -> Defence:
    return Defence(f"tests/read/{test}", f"panj.read.{at}", old, new, hangs)


def _web(test: str, at: str, old: str, new: str) -> Defence:
    return Defence(f"tests/serve/{test}", f"panj.serve.{at}", old, new)


DEFENCES = (
    Defence(
        "tests/test_worst_reports.py::test_of_a_report_without_end_so_much_is_read_and_the_rest_said_to_be_unread",
        "panj.english.prose.parted",
        "if length > room:",
        "if False:",
        hangs=True,
    ),
    _read("test_html.py::test_deep_nesting_loses_nothing", "html.read_html", "if walk.deep:", "if False:"),
    _read(
        "test_html.py::test_page_of_many_elements_costs_no_more_an_element",
        "html._extracts",
        "if walk.elements > _FASTABLE:",
        "if False:",
        hangs=True,
    ),
    _read(
        "test_html.py::test_page_without_end_is_one_clear_line",
        "html.read_html",
        "if walk.endless:",
        "if False:",
        hangs=True,
    ),
    _read(
        "test_html.py::test_declared_encoding_may_lie",
        "decoding.decode",
        'return Decoded(raw.decode("utf-8"), "utf-8")',
        'raise UnicodeDecodeError("utf-8", b"", 0, 1, "not tried")',
    ),
    _read(
        "test_html.py::test_bytes_that_are_no_characters_are_counted",
        "html.read_html",
        "if decoded.lost:",
        "if False:",
    ),
    _read("test_html.py::test_hidden_words_are_not_text", "clean._UNSEEN", "", "{}"),
    _read(
        "test_html.py::test_addresses_that_must_not_be_followed_are_dropped",
        "clean.web_address",
        'return href if parts.scheme.lower() in ("http", "https") and parts.netloc else None',
        "return href",
    ),
    _read("test_html.py::test_author_is_never_guessed", "metadata._authors", '"http" not in name.lower()', "True"),
    _read("test_feed.py::test_entities_are_never_expanded", "feed.root_of", "_without_doctype(text.lstrip())", "text"),
    _read("test_feed.py::test_broken_feed_keeps_its_entries", "feed.root_of", "recover=True", "recover=False"),
    _read(
        "test_hostile.py::test_every_pattern_is_linear_on_its_worst_characters",
        "html._CREDITED",
        "",
        r're.compile(r"(?:\s+)$")',
        hangs=True,
    ),
    _read(
        "test_hostile.py::test_every_door_ends_soon_on_the_worst_characters",
        "clean._SPACES",
        "",
        r're.compile(r"(?:\s|\s\s)+\x01|\s+")',
        hangs=True,
    ),
    Defence(
        "tests/test_patterns.py::test_each_pattern_takes_a_tenth_of_a_second_at_most",
        "panj.read.html._CREDITED",
        "",
        r're.compile(r"(?:\s+)$")',
        hangs=True,
    ),
    _read(
        "test_hostile.py::test_any_bytes_give_documents_or_errors_of_our_own",
        "doors._guarded",
        "except ReadError as error:\n        yield error\n    ",
        "",
    ),
    _read(
        "test_warc.py::test_lying_length_costs_one_record",
        "warc._record",
        "or last > len(buffer) or not _ends(buffer, last) or (inside >= 0 and not vouched)",
        "",
    ),
    _read(
        "test_warc.py::test_length_that_swallows_its_neighbour_exactly",
        "warc._record",
        "or (inside >= 0 and not vouched)",
        "",
    ),
    _read(
        "test_warc.py::test_damaged_member_costs_itself", "warc._members", "end = buffer.find(_MAGIC, end)", "return"
    ),
    _read("test_warc.py::test_cut_file_says_so", "warc._member", "if not state.eof:\n", "if False:\n"),
    _read("test_warc.py::test_bomb_in_a_member_is_left_shut", "warc._member", "if size > _MOST:", "if False:"),
    _read(
        "test_warc.py::test_bomb_in_a_page_is_left_shut",
        "packing.unpacked",
        "if size > _SMALL and size > ratio * came:",
        "if False:",
    ),
    _read(
        "test_fetch.py::test_bomb_is_refused_by_its_ratio",
        "packing.unpacked",
        "if size > _SMALL and size > ratio * came:",
        "if False:",
    ),
    _read(
        "test_hostile.py::test_packed_file_is_no_bomb",
        "packing.unpacked",
        "if size > _SMALL and size > ratio * came:",
        "if False:",
    ),
    _read(
        "test_fetch.py::test_addresses_that_are_not_public",
        "addresses._public_6",
        "for network, bits in _EMBEDDING:",
        "for network, bits in ():",
    ),
    _read(
        "test_fetch.py::test_loopback_in_every_spelling_is_refused",
        "fetch._address",
        "if not is_public(address) and",
        "if False and",
    ),
    _read(
        "test_fetch.py::test_one_bad_address_among_good_ones_refuses_the_name",
        "fetch._address",
        "for address in found:",
        "for address in found[:1]:",
    ),
    _read(
        "test_fetch.py::test_name_that_resolves_elsewhere_the_next_moment_gains_nothing",
        "fetch._Connection.connect",
        "(self._target.address, ",
        "(self._target.host, ",
    ),
    _read(
        "test_fetch.py::test_redirect_is_checked_like_the_first_request",
        "fetch.fetch",
        "target = checked(at, url, rules, resolve)",
        'parts = urlsplit(at); host = parts.hostname or "";'
        " target = checked(at, url, rules, resolve) if at == url else"
        " Target(parts, host, parts.port or 80, resolve(host, 80)[0])",
    ),
    _read(
        "test_fetch.py::test_redirects_are_followed_and_counted",
        "fetch.fetch",
        "range(rules.redirects + 1)",
        "range(rules.redirects + 9)",
    ),
    _read(
        "test_fetch.py::test_schemes_ports_and_names_that_are_refused",
        "fetch.checked",
        "if parts.username is not None or parts.password is not None:",
        "if False:",
    ),
    _read(
        "test_fetch.py::test_own_server_is_asked_at_its_port_and_nothing_beside_it",
        "fetch._address",
        "if (address, port) in rules.servers:",
        "if address in {own for own, _ in rules.servers}:",
    ),
    Defence(
        "tests/watch/test_watch.py::test_a_public_feed_leads_to_no_server_of_the_desk",
        "panj.watch.feeds.Feeds.is_own",
        "in self.servers",
        "not in ()",
    ),
    Defence(
        "tests/scale/test_workers.py::test_a_poison_report_is_set_aside_and_the_other_99_pass",
        "panj.scale.workers.Crew.run",
        "count < self._attempts",
        "True",
        hangs=True,
    ),
    _read(
        "test_robots.py::test_worst_rules_are_matched_soon",
        "robots._fits",
        'ends = rule.endswith("$")',
        'return re.match(".*".join(map(re.escape, rule.split("*"))), path) is not None',
        hangs=True,
    ),
    Defence(
        "tests/watch/test_watch.py::test_a_flood_of_entries_comes_in_portions",
        "panj.watch.state.State.listed",
        "if new == most:",
        "if False:",
    ),
    _read("test_fetch.py::test_slow_drip_ends_at_the_deadline", "fetch._answer", "watch.start()", "pass"),
    _read("test_fetch.py::test_large_answer_is_refused", "packing.unpacked", "if size > most:", "if False:"),
    _read("test_fetch.py::test_answer_cut_short_is_an_error", "fetch._body", "if answer.length or", "if False and"),
    _read(
        "test_hostile.py::test_named_pipe_is_not_waited_for",
        "doors._file",
        "if not path.is_file():",
        "if False:",
        hangs=True,
    ),
    _web(
        "test_web.py::test_words_of_a_report_are_inert", "web.desk.Desk.__init__", "autoescape=True", "autoescape=False"
    ),
    _web("test_web.py::test_every_answer_carries_the_policy", "web.guard.HEADERS", "", "{}"),
    _web(
        "test_web.py::test_another_host_name_is_refused",
        "web.guard.Guard._judge",
        "if self._access.hosts and host not in self._access.hosts:",
        "if False:",
    ),
    _web(
        "test_web.py::test_a_write_from_another_page_is_refused",
        "web.guard.Guard._of_write",
        "if not bearer and",
        "if False and",
    ),
    _web(
        "test_access.py::test_an_open_address_needs_a_token_a_proxy_or_a_clear_word",
        "web.guard.check_bind",
        "if host not in LOOPBACK and",
        "if False and",
    ),
    _web("test_access.py::test_a_token_is_kept_as_its_digest_only", "tokens.digest", "return ", "return secret or "),
    _web(
        "test_access.py::test_a_token_ends_on_its_day_and_when_it_is_revoked",
        "tokens._token",
        '"expired" if ends <= now else "valid"',
        '"valid"',
    ),
    _web(
        "test_access.py::test_each_scope_opens_its_own_doors",
        "web.guard.Guard._judge",
        "if need not in caller.scopes:",
        "if False:",
    ),
    _web(
        "test_access.py::test_guessing_tokens_is_slowed",
        "web.guard.Guard._judge",
        "if not self._failures.allow(address):",
        "if False:",
    ),
    _web(
        "test_access.py::test_writes_and_refusals_are_on_record",
        "web.access.Access.note",
        "if self.tokens:",
        "if False:",
    ),
    _web(
        "test_access.py::test_a_users_name_counts_only_from_a_trusted_proxy",
        "web.access.Access.caller",
        "if user and address in self.proxies:",
        "if user:",
    ),
    _web(
        "test_access.py::test_a_body_of_unknown_or_great_length_is_refused",
        "web.guard.Guard._of_write",
        "if not length.isdecimal() or int(length) > MOST_BYTES:",
        "if False:",
    ),
    _web(
        "test_access.py::test_a_flood_is_held_back_and_let_in_again_later",
        "web.access.Rates.allow",
        "return left >= 1",
        "return True",
    ),
    _web(
        "test_export.py::test_a_cell_is_never_a_formula",
        "export.cells.inert_cell",
        "if words.startswith(_RUNS)",
        "if False",
    ),
    _web("test_commands.py::test_words_of_a_report_cannot_steer_the_terminal", "output._CONTROLS", "", "{}"),
    Defence(
        "tests/ledger/test_ledger.py::test_nothing_typed_into_search_breaks_it",
        "panj.ledger.dialects.search_words",
        'return " ".join(',
        "return words or str(",
    ),
)


@contextmanager
def without(defence: Defence) -> Iterator[None]:
    """Take a defence out until the block is left."""
    owner, name = _found(defence.at)
    held = vars(owner)[name]
    if not defence.old:
        setattr(owner, name, eval(defence.new, vars(owner) | {"re": re}))
        yield
        setattr(owner, name, held)
        return
    function = inspect.unwrap(held)
    code = function.__code__
    function.__code__ = _changed(function, defence)
    yield
    function.__code__ = code


def _found(at: str) -> tuple[Any, str]:
    """Return what holds a thing, and its name there."""
    parts = at.split(".")
    for i in range(len(parts) - 1, 0, -1):
        try:
            owner = __import__(".".join(parts[:i]), fromlist=["_"])
        except ModuleNotFoundError:
            continue
        for part in parts[i:-1]:
            owner = getattr(owner, part)
        return owner, parts[-1]
    raise LookupError(at)


def _changed(function: FunctionType, defence: Defence) -> Any:  # noqa: ANN401
    source = textwrap.dedent(inspect.getsource(function))
    if defence.old not in source:
        raise LookupError(f"the defence is no longer there: {defence.old!r} in {defence.at}")
    tree = ast.parse(source.replace(defence.old, defence.new))
    [definition] = tree.body
    definition.decorator_list = []  # type: ignore[attr-defined]
    scope = dict(function.__globals__) | {"re": re}
    function.__globals__.setdefault("re", re)
    exec(compile(tree, inspect.getfile(function), "exec"), scope)
    return scope[function.__name__].__code__


class Judge:
    """Keeps how often a test ran and the first line of what was wrong in it."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self.ran = 0
        self.fell = ""

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_call(self) -> Iterator[None]:
        """Let the test run for so long as there is patience."""
        signal.signal(signal.SIGALRM, _enough)
        signal.setitimer(signal.ITIMER_REAL, self._patience)
        yield
        signal.setitimer(signal.ITIMER_REAL, 0)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what was wrong."""
        self.ran += report.when == "call" and not report.skipped
        if report.when == "call" and report.failed:
            crash = getattr(report.longrepr, "reprcrash", None)
            self.fell = (crash.message if crash else str(report.longrepr)).splitlines()[0][:200]


class EnoughError(BaseException):
    """No code under test may take this for an error of its own."""


def _enough(_: int, __: FrameType | None) -> None:
    raise EnoughError("the attack goes on and on")


def main(run: Callable[..., Any] = pytest.main) -> None:
    """Print for each defence, or for those whose tests are named, how often its test ran and how it fell."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.chdir(Path(__file__).resolve().parents[2])
    for defence in DEFENCES:
        if sys.argv[1:] and not any(word in defence.test for word in sys.argv[1:]):
            continue
        judge, begun = Judge(PATIENCE if defence.hangs else LONGEST), time.monotonic()
        with Path(os.devnull).open("w") as nowhere, without(defence):
            out, sys.stdout = sys.stdout, nowhere
            run(
                [
                    "-x",
                    "-q",
                    "-p",
                    "no:cacheprovider",
                    "-W",
                    "ignore::pytest.PytestUnraisableExceptionWarning",
                    defence.test,
                ],
                plugins=[judge],
            )
            sys.stdout = out
        took = round(time.monotonic() - begun, 1)
        sys.stdout.write(json.dumps(defence._asdict() | {"ran": judge.ran, "fell": judge.fell, "seconds": took}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
