"""Who gets in to a desk, and what they may do."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.serve.conftest import REPORT, Panj

from panj.errors import NotFoundError, UsageError
from panj.ledger import Ledger
from panj.serve.serve_command import Wanted, access_for
from panj.serve.tokens import Tokens
from panj.serve.web.access import Access, Rates, needed
from panj.serve.web.app import create_app
from panj.serve.web.guard import check_bind

BASE = "http://127.0.0.1:8000"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    return Tokens(tmp_path / "tokens.db")


def _closed(ledger: Ledger, tokens: Tokens | None = None, *, proxies: frozenset[str] = frozenset()) -> TestClient:
    access = Access(open=False, tokens=tokens, proxies=proxies)
    return TestClient(create_app(ledger, access), base_url=BASE, client=("10.0.0.7", 4711))


def _bearing(tokens: Tokens, *scopes: str, days: int = 1) -> dict[str, str]:
    secret = tokens.add("-".join(scopes), scopes, days=days, now=datetime.now(UTC))
    return {"authorization": f"Bearer {secret}"}


def test_a_token_is_kept_as_its_digest_only(tokens: Tokens, tmp_path: Path) -> None:
    secret = tokens.add("feed", ["read"], days=1, now=NOW)
    assert secret.encode() not in (tmp_path / "tokens.db").read_bytes()
    assert (tmp_path / "tokens.db").stat().st_mode & 0o077 == 0
    found = tokens.find(secret, NOW)
    assert found
    assert (found.name, found.scopes) == ("feed", ("read",))


def test_a_token_ends_on_its_day_and_when_it_is_revoked(tokens: Tokens) -> None:
    secret = tokens.add("feed", ["read"], days=1, now=NOW)
    assert tokens.find(secret, NOW + timedelta(hours=23))
    assert tokens.find(secret, NOW + timedelta(hours=25)) is None
    tokens.revoke("feed", NOW)
    assert tokens.find(secret, NOW) is None
    assert tokens.all(NOW)[0].state == "revoked"
    with pytest.raises(NotFoundError, match="feed"):
        tokens.revoke("feed", NOW)


@pytest.mark.parametrize("scopes", [["write"], [], ["read", "all"]])
def test_a_scope_that_there_is_not_is_refused(tokens: Tokens, scopes: list[str]) -> None:
    with pytest.raises(UsageError, match="scope"):
        tokens.add("feed", scopes, days=1, now=NOW)


def test_a_desk_for_others_asks_for_a_token(ledger: Ledger, tokens: Tokens) -> None:
    desk = _closed(ledger, tokens)
    read = _bearing(tokens, "read")
    assert desk.get("/api/v1/statements").status_code == 401
    assert desk.get("/api/v1/statements", headers={"authorization": "Bearer panj_wrong"}).status_code == 401
    assert desk.get("/api/v1/statements", headers=read).status_code == 200


@pytest.mark.parametrize(
    ("scope", "statuses"),
    [("read", (200, 403, 403, 403)), ("ingest", (403, 201, 403, 403)), ("admin", (403, 403, 201, 200))],
)
def test_each_scope_opens_its_own_doors(ledger: Ledger, tokens: Tokens, scope: str, statuses: tuple[int, ...]) -> None:
    desk, all_three = _closed(ledger, tokens), _bearing(tokens, "read", "ingest", "admin")
    desk.post("/api/v1/documents", content=REPORT.replace("Border", "Other"), headers=all_three)
    identity = next(ledger.statements()).id
    own = _bearing(tokens, scope)
    reached = (
        desk.get("/api/v1/documents", headers=own).status_code,
        desk.post("/api/v1/documents", content=REPORT, headers=own).status_code,
        desk.post(f"/api/v1/statements/{identity}/judgements", content=b'{"kind":"confirm"}', headers=own).status_code,
        desk.get("/api/v1/audit", headers=own).status_code,
    )
    assert reached == statuses


def test_a_judgement_by_a_token_bears_its_name_whatever_the_body_says(ledger: Ledger, tokens: Tokens) -> None:
    desk, own = _closed(ledger, tokens), _bearing(tokens, "read", "ingest", "admin")
    desk.post("/api/v1/documents", content=REPORT, headers=own)
    identity = next(ledger.statements()).id
    body = b'{"kind":"reject","name":"somebody else","reason":"misread"}'
    made = desk.post(f"/api/v1/statements/{identity}/judgements", content=body, headers=own).json()
    assert made["decided_by"] == "person:read-ingest-admin"


def test_writes_and_refusals_are_on_record(ledger: Ledger, tokens: Tokens) -> None:
    desk, own = _closed(ledger, tokens), _bearing(tokens, "ingest")
    desk.post("/api/v1/documents", content=REPORT, headers=own)
    desk.get("/api/v1/documents")
    uses = [(u.who, u.address, u.method, u.path, u.status) for u in tokens.uses()]
    assert uses == [
        ("", "10.0.0.7", "GET", "/api/v1/documents", 401),
        ("ingest", "10.0.0.7", "POST", "/api/v1/documents", 201),
    ]


def test_a_users_name_counts_only_from_a_trusted_proxy(ledger: Ledger) -> None:
    named = {"x-forwarded-user": "ada"}
    assert _closed(ledger, proxies=frozenset({"10.0.0.7"})).get("/", headers=named).status_code == 200
    assert _closed(ledger, proxies=frozenset({"10.0.0.8"})).get("/", headers=named).status_code == 401
    assert _closed(ledger, proxies=frozenset({"10.0.0.7"})).get("/").status_code == 401
    other = access_for(Wanted(proxies=("10.0.0.7",), user_header="X-Remote-User", names=("127.0.0.1",)))
    desk = TestClient(create_app(ledger, other), base_url=BASE, client=("10.0.0.7", 1))
    assert desk.get("/", headers={"x-remote-user": "ada"}).status_code == 200
    assert desk.get("/", headers=named).status_code == 401


def test_a_token_of_nobody_is_refused_on_this_machine_too(ledger: Ledger) -> None:
    desk = TestClient(create_app(ledger), base_url=BASE)
    assert desk.get("/", headers={"authorization": "Bearer panj_wrong"}).status_code == 401
    assert desk.get("/").status_code == 200


def test_a_body_of_unknown_or_great_length_is_refused(ledger: Ledger, tokens: Tokens) -> None:
    desk, own = _closed(ledger, tokens), _bearing(tokens, "ingest")

    def endless() -> Iterator[bytes]:
        yield b"x"

    assert desk.post("/api/v1/documents", content=endless(), headers=own).status_code == 413
    assert desk.post("/api/v1/documents", content=b"x" * (10 * 1024 * 1024 + 1), headers=own).status_code == 413


def test_a_flood_is_held_back_and_let_in_again_later() -> None:
    clock = iter([0.0, 0.0, 0.0, 0.1, 1.2]).__next__
    rates = Rates(1.0, 2.0, clock=clock)
    assert [rates.allow("a") for _ in range(5)] == [True, True, False, False, True]


def test_one_who_floods_does_not_hold_back_another() -> None:
    rates = Rates(1.0, 1.0, clock=lambda: 0.0, most=2)
    assert [rates.allow(who) for who in ("a", "a", "b")] == [True, False, True]


def test_guessing_tokens_is_slowed(ledger: Ledger, tokens: Tokens) -> None:
    desk = _closed(ledger, tokens)
    answers = [desk.get("/", headers={"authorization": f"Bearer {n}"}).status_code for n in range(30)]
    assert set(answers) == {401, 429}


def test_an_open_address_needs_a_token_a_proxy_or_a_clear_word(tokens: Tokens) -> None:
    check_bind("127.0.0.1", Access(), insecure=False)
    check_bind("0.0.0.0", Access(tokens=tokens), insecure=False)
    check_bind("0.0.0.0", Access(proxies=frozenset({"10.0.0.1"})), insecure=False)
    check_bind("0.0.0.0", Access(), insecure=True)
    with pytest.raises(UsageError, match="panj token add"):
        check_bind("0.0.0.0", Access(), insecure=False)


def test_only_loopback_is_open_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert access_for(Wanted()).open
    assert access_for(Wanted()).tokens is None
    assert not access_for(Wanted(host="0.0.0.0")).open
    assert not access_for(Wanted(proxies=("10.0.0.1",))).open
    assert access_for(Wanted(host="0.0.0.0", insecure=True)).open


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/", "read"),
        ("GET", "/api/v1/audit", "admin"),
        ("POST", "/add", "ingest"),
        ("POST", "/api/v1/documents", "ingest"),
        ("POST", "/freeze", "admin"),
        ("DELETE", "/", "admin"),
    ],
)
def test_what_a_request_needs(method: str, path: str, scope: str) -> None:
    assert needed(method, path) == scope


def test_tokens_from_the_command_line(panj: Panj) -> None:
    made = panj("token", "add", "feed", "--scope", "read", "--scope", "ingest", "--days", "7")
    assert made.out.startswith("panj_")
    assert panj("token", "list").rows[0]["state"] == "valid"
    assert panj("token", "revoke", "feed").code == 0
    assert panj("token", "list").rows[0]["state"] == "revoked"
    assert panj("token", "audit").rows == []
