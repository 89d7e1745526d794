"""`panj serve`: the desk on this machine."""

from contextlib import AbstractContextManager, closing
from pathlib import Path

from panj.errors import UsageError
from panj.ledger import Ledger, open_ledger
from panj.serve import output, settings
from panj.serve.demo_command import example_ledger


def serve(*, ledger: str | None, host: str, port: int, examples: bool, token_file: str | None, insecure: bool) -> None:
    """Serve pages and API until interrupted; UsageError if the extra is missing or the address is open to others."""
    try:
        import uvicorn

        from panj.serve.web.app import create_app
        from panj.serve.web.guard import LOOPBACK, check_bind
    except ImportError as error:
        raise UsageError(f"{error.name} is not installed; the page needs: pip install 'panj[web]'") from error
    token = Path(token_file).read_text(encoding="utf-8").strip() if token_file else None
    check_bind(host, token=token, insecure=insecure)
    hosts = LOOPBACK if host in LOOPBACK else ()
    with _opened(ledger, examples=examples) as opened:
        output.complain(f"Panj on http://{host}:{port}/  (Ctrl-C to stop)")
        uvicorn.run(create_app(opened, hosts=hosts, token=token), host=host, port=port, log_level="warning")


def _opened(location: str | None, *, examples: bool) -> AbstractContextManager[Ledger]:
    return example_ledger() if examples else closing(open_ledger(settings.ledger_location(location)))
