"""Take the pictures of docs/desk.md: `python -m tools.pictures.take`, with Debian's chromium and chromium-driver.

The desk is served on the examples; the pictures are WebP, as the docs show them.
"""

import base64
import contextlib
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import uvicorn
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from panj.ledger import Ledger
from panj.serve.demo_command import example_ledger
from panj.serve.review_command import Act, judge
from panj.serve.web.app import create_app

TARGET = Path(__file__).parents[2] / "docs" / "pictures"
DAY = "as_of=2021-07-08"
WIDE, PHONE = (1280, 800), (390, 760)
QUALITY = 70
KEYS = "document.querySelectorAll('.statements [data-id]')[1].focus()"
OPENED = f"{KEYS}; document.activeElement.querySelector('details').open = true"


@contextlib.contextmanager
def serving(ledger: Ledger) -> Iterator[str]:
    """Serve a ledger on a free port meanwhile."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(ledger), port=port, log_level="warning"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True


def take(driver: Chrome, name: str, size: tuple[int, int]) -> None:
    """Keep what is seen as a picture."""
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    (TARGET / f"{name}.webp").write_bytes(base64.b64decode(shot["data"]))


def main() -> None:
    """Take every picture."""
    TARGET.mkdir(parents=True, exist_ok=True)
    options = ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage"):
        options.add_argument(flag)
    driver = Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))
    with example_ledger() as ledger, serving(ledger) as base:
        taken = next(s for s in ledger.statements() if s.event and s.event.code == "TAKE" and s.event.place)
        asked = next(d for d in ledger.documents() if "Lavrov" in (d.title or ""))
        pages = {
            "brief": (f"/?{DAY}", WIDE, ""),
            "map": (f"/map?{DAY}", WIDE, ""),
            "requests": (f"/ledgers/requests?{DAY}", WIDE, ""),
            "document": (f"/documents/{asked.id}?{DAY}", WIDE, OPENED),
            "statement": (f"/statements/{taken.id}?{DAY}", WIDE, ""),
            "network": (f"/network?{DAY}", WIDE, ""),
            "world": (f"/world/csto?{DAY}", WIDE, ""),
            "search": (f"/search?q=Taliban&{DAY}", WIDE, ""),
            "phone": (f"/map?{DAY}", PHONE, ""),
            "history": ("/history", WIDE, ""),
            "review": (f"/review?{DAY}", WIDE, ""),
        }
        for name, (path, size, script) in pages.items():
            if name == "history":
                edit = Act(kind="edit", identity=taken.id, reason="announced, not done", changes=("modality=planned",))
                judge(ledger, edit, "Ada")
                judge(ledger, Act(kind="undo", identity=taken.id, reason="the council member saw it"), "Boris")
            metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size[0] < 500}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
            driver.get(base + path)
            if name == "review":
                driver.execute_script("document.querySelector('[name=name]').value = 'Ada'")
                driver.execute_script("document.querySelector('form.world').requestSubmit()")
                time.sleep(0.4)
            if script:
                driver.execute_script(script)
            time.sleep(0.4)
            take(driver, name, size)
    driver.quit()


if __name__ == "__main__":
    main()
