"""Somebody who looks at a desk in a real browser."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from panj import pipeline
from panj.ledger import Ledger
from panj.records import Document, Part, Span, fingerprint

SCREENSHOTS = Path(__file__).parents[3] / "screenshots"
WAIT = 20  # seconds


def lacking(what: str) -> NoReturn:
    """Pass over what needs a part that is not here, and say so; where the part was promised, fail."""
    if os.environ.get("PANJ_BROWSER") == "required":
        pytest.fail(f"{what} is not here, and was to be")
    pytest.skip(f"{what} is not here")


@dataclass(frozen=True)
class Visitor:
    """A browser that looks at one desk."""

    driver: Chrome
    base: str

    def open(self, path: str) -> None:
        """Load a page of the desk."""
        self.driver.get(self.base + path)

    def all(self, selector: str) -> list[WebElement]:
        """Return what a CSS selector finds."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        """Return the first that a CSS selector finds, as soon as it is there."""
        found: list[WebElement] = self.until(lambda: self.all(selector)[:1])
        return found[0]

    def until(self, what: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever becomes true
        """Return a value as soon as it is true."""
        stale = (WebDriverException,)  # the page was shown anew meanwhile: for that Chromium has several errors
        return WebDriverWait(self.driver, WAIT, ignored_exceptions=stale).until(lambda _: what())

    def press(self, keys: str) -> None:
        """Type into whatever has the focus."""
        self.driver.switch_to.active_element.send_keys(keys)

    def size(self, width: int, height: int) -> None:
        """Show the page as wide and as high as a screen of this size does."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def picture(self, name: str) -> None:
        """Keep what is seen, for people to look at."""
        SCREENSHOTS.mkdir(exist_ok=True)
        self.driver.save_screenshot(str(SCREENSHOTS / f"{name}.png"))

    def asked_for(self) -> list[str]:
        """Return every address that the browser asked for since the last call."""
        asked = []
        for entry in self.driver.get_log("performance"):  # type: ignore[no-untyped-call]
            if "Network.requestWillBeSent" in entry["message"]:
                message = json.loads(entry["message"])["message"]
                if message["method"] == "Network.requestWillBeSent":
                    asked.append(message["params"]["request"]["url"])
        return asked


def added(ledger: Ledger, text: str, **fields: Any) -> Document:  # noqa: ANN401 - fields of a document
    """Add a report of 8 July 2021 with one paragraph."""
    made = Document(
        id=fingerprint(text, fields.get("title")),
        text=text,
        published=datetime(2021, 7, 8, tzinfo=UTC).date(),
        language="en",
        parts=(Part(kind="paragraph", span=Span(0, len(text))),),
        **fields,
    )
    for document, reading in pipeline.understand_all([made]):
        pipeline.add(ledger, document, reading, at=datetime(2021, 7, 9, tzinfo=UTC))
    return made
