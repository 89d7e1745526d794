"""A real browser on a real desk: Debian's chromium through its own driver, with no network but this machine's."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from tests.serve.browser.visitor import WAIT, Visitor, lacking

from panj.ledger import Ledger, open_ledger
from panj.serve.demo_command import fill
from panj.serve.web.app import create_app

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
QUIET = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--force-prefers-reduced-motion",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def driver() -> Iterator[Chrome]:
    browser, program = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not program:
        lacking("chromium with chromium-driver")
    options = ChromeOptions()
    options.binary_location = str(browser)
    for flag in QUIET:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    opened = Chrome(options=options, service=Service(str(program)))
    opened.set_page_load_timeout(60)
    yield opened
    opened.quit()


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.is_file():
        lacking(f"axe-core (npm ci --prefix {HERE.relative_to(HERE.parents[2])})")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger with the examples; copy it before changing it."""
    file = tmp_path_factory.mktemp("examples") / "panj.db"
    ledger = open_ledger(file)
    fill(ledger)
    with ledger.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    ledger.close()
    return file


def serving(ledger: Ledger) -> Iterator[str]:
    """Serve a ledger on a free port meanwhile."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(ledger), port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + WAIT
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(WAIT)


@pytest.fixture
def ledger(examples: Path, tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(shutil.copy(examples, tmp_path / "panj.db"))
    yield opened
    opened.close()


@pytest.fixture
def visitor(driver: Chrome, ledger: Ledger) -> Iterator[Visitor]:
    for base in serving(ledger):
        found = Visitor(driver, base)
        found.size(1440, 900)
        driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        yield found
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        driver.get("about:blank")
