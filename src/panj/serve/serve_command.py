"""`panj serve`: the desk on this machine, or for those who bear a token or come through a proxy."""

import socket
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from panj.errors import UsageError
from panj.ledger import EVERYTHING, Ledger, Scope, open_ledger
from panj.serve import output, settings
from panj.serve.demo_command import example_ledger
from panj.serve.tokens import Tokens, digest

if TYPE_CHECKING:
    from panj.serve.web.access import Access


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Where to listen, for whom, and what to show to those who ask for no day and no transaction."""

    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    tokens: str | None = None
    token_file: str | None = None
    proxies: tuple[str, ...] = ()
    user_header: str = "x-forwarded-user"
    insecure: bool = False
    at: Scope = EVERYTHING


def serve(wanted: Wanted, *, ledger: str | None, examples: bool) -> None:
    """Serve pages and API until interrupted; UsageError if the extra is missing or the address is open to others."""
    try:
        import uvicorn

        from panj.serve.web.app import create_app
        from panj.serve.web.guard import check_bind
    except ImportError as error:
        raise UsageError(f"{error.name} is not installed; the page needs: pip install 'panj[web]'") from error
    access = access_for(wanted)
    check_bind(wanted.host, access, insecure=wanted.insecure)
    _free(wanted.host, wanted.port)
    with _opened(ledger, examples=examples) as opened:
        output.complain(f"Panj on http://{wanted.host}:{wanted.port}/  (Ctrl-C to stop)")
        uvicorn.run(
            create_app(opened, access, wanted.at),
            host=wanted.host,
            port=wanted.port,
            log_level="warning",
            proxy_headers=False,  # else a header could say that a request comes from a trusted proxy
            server_header=False,
        )


def _free(host: str, port: int) -> None:
    """Raise UsageError for an address that cannot be listened on, before anything says that it is."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself does
            tried.bind((host, port))
    except OSError as error:
        raise UsageError(f"{host}:{port}: {error.strerror}; name another with --port or --host") from error


def access_for(wanted: Wanted) -> "Access":
    """Return what the desk asks of those who ask it: on loopback nothing, elsewhere a token or a trusted proxy."""
    from panj.serve.web.access import LOOPBACK, Access

    local = wanted.host in LOOPBACK
    secret = Path(wanted.token_file).read_text(encoding="utf-8").strip() if wanted.token_file else None
    if secret == "":
        raise UsageError(f"{wanted.token_file}: holds no token")
    file = Path(settings.tokens_location(wanted.tokens))
    names = (*wanted.names, *(LOOPBACK if local else ()))
    return Access(
        hosts=frozenset(h.strip("[]") for h in names),
        open=wanted.insecure or (local and not secret and not wanted.proxies),
        tokens=Tokens(file) if wanted.tokens or file.exists() else None,
        secret=digest(secret) if secret else None,
        proxies=frozenset(wanted.proxies),
        user_header=wanted.user_header,
    )


def _opened(location: str | None, *, examples: bool) -> AbstractContextManager[Ledger]:
    return example_ledger() if examples else closing(open_ledger(settings.ledger_location(location)))
