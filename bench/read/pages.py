"""Pages made up for the bench: six layouts of the kind news sites have, around texts whose words are known.

The texts are the paragraphs of `examples/`; what surrounds them is drawn by a seed, so every run sees the same pages.
"""

import html
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from panj.read import documents
from panj.records import Document

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "panj-2021"
WORDS = ("border", "river", "market", "cotton", "school", "bridge", "summit", "weather", "water", "trade", "court")


class Made(NamedTuple):
    """A page and the paragraphs that are its body."""

    name: str
    source: bytes
    body: tuple[str, ...]


def made(count: int, seed: int = 2021) -> list[Made]:
    """Return `count` pages, each layout in turn."""
    chance = random.Random(seed)
    texts = [paragraphs(found) for found in documents(str(EXAMPLES)) if isinstance(found, Document)]
    pool = [text for text in texts if len(text) >= 4]
    pages = []
    for number in range(count):
        layout = LAYOUTS[number % len(LAYOUTS)]
        body = [*pool[number % len(pool)], *pool[(7 * number + 3) % len(pool)]]
        source = layout(body, chance)
        pages.append(Made(f"{layout.__name__}-{number}", source.encode(), tuple(body)))
    return pages


def paragraphs(document: Document) -> list[str]:
    """Return the paragraphs of a document."""
    return [part.span.of(document.text) for part in document.parts if part.kind == "paragraph" and part.span]


def headline(chance: random.Random) -> str:
    """Return words in the manner of a headline."""
    return " ".join(chance.choices(WORDS, k=chance.randint(5, 9))).capitalize()


def links(chance: random.Random, count: int, tag: str = "li") -> str:
    """Return a list of headlines with links."""
    return "".join(
        f'<{tag}><a href="/a/{chance.randint(1, 99999)}">{headline(chance)}</a></{tag}>' for _ in range(count)
    )


def titled(body: Sequence[str]) -> str:
    """Return a title for a text."""
    return html.escape(body[0][:70])


def linked(text: str, chance: random.Random) -> str:
    """Return a paragraph's HTML with one of its words linked."""
    words = [html.escape(word) for word in text.split(" ")]
    at = chance.randrange(len(words))
    words[at] = f'<a href="https://site{at}.example/{at}">{words[at]}</a>'
    return " ".join(words)


def script(chance: random.Random, size: int) -> str:
    """Return a script of about so many characters, as sites carry them."""
    rows = {f"k{chance.randint(0, 10**9)}": headline(chance) for _ in range(size // 70)}
    return f"<script>window.__STATE__={json.dumps(rows)};</script>"


def head(chance: random.Random, body: Sequence[str], *, ld: bool) -> str:
    """Return the head of a page, with or without JSON-LD."""
    title = titled(body)
    fields = {"@type": "NewsArticle", "headline": body[0][:70], "datePublished": "2021-07-08T10:00:00+05:00"}
    said = f'<script type="application/ld+json">{json.dumps(fields)}</script>' if ld else ""
    return (
        f'<head><meta charset="utf-8"><title>{title} | Site</title><meta property="og:title" content="{title}">'
        f'<meta property="article:published_time" content="2021-07-08T10:00:00Z">{said}'
        f"<style>{'.a{color:red}' * 300}</style>{script(chance, 20_000)}</head>"
    )


def semantic(body: Sequence[str], chance: random.Random) -> str:
    """A page of today: article, figure, aside, related box in the middle of the text."""
    half = len(body) // 2
    text = [f"<p>{linked(p, chance)}</p>" for p in body]
    related = f'<aside class="related-articles"><h3>Read also</h3><ul>{links(chance, 3)}</ul></aside>'
    return (
        f"<!doctype html><html lang='en'>{head(chance, body, ld=True)}<body><header><nav><ul>"
        f"{links(chance, 30)}</ul></nav></header>"
        f"<main><article><h1>{titled(body)}</h1><div class='byline'>By Jane Doe</div>"
        f"<figure><img src='a.jpg'><figcaption>Guards at the bridge. <span class='credit'>Photo: Doe</span>"
        f"</figcaption></figure>{''.join(text[:half])}{related}{''.join(text[half:])}</article>"
        f"<aside><h2>Most read</h2><ol>{links(chance, 10)}</ol></aside></main><footer>{links(chance, 40, 'span')}"
        f"<p>© 2021 Site. All rights reserved.</p></footer>{script(chance, 30_000)}</body></html>"
    )


def soup(body: Sequence[str], chance: random.Random) -> str:
    """A page of nested divs with generated class names and a comment section."""
    text = "".join(
        f'<div class="css-1x{i}"><p class="css-p{i}">{linked(p, chance)}</p></div>' for i, p in enumerate(body)
    )
    comments = "".join(f"<div class='comment'><b>user{i}</b><p>{headline(chance)}!</p></div>" for i in range(8))
    return (
        f"<!doctype html><html lang='en'>{head(chance, body, ld=True)}<body><div id='root'><div class='css-a'><div>"
        f"<ul>{links(chance, 25)}</ul></div><div class='css-b'><div class='css-c article-body'>{text}</div></div>"
        f"<div id='comments' class='comments'>{comments}</div><div class='css-d'>{links(chance, 20, 'div')}</div>"
        f"</div></div>{script(chance, 60_000)}</body></html>"
    )


def tables(body: Sequence[str], chance: random.Random) -> str:
    """A page of the nineties, still served: tables and line breaks."""
    text = "<br><br>".join(linked(p, chance) for p in body)
    return (
        f"<html>{head(chance, body, ld=False)}<body bgcolor=white><table width=100%><tr><td>"
        f"{links(chance, 15, 'div')}</td><td>"
        f"<font size=4><b>{titled(body)}</b></font><br><br>{text}</td></tr></table>"
        f"<center><small>Copyright 2021</small></center></body></html>"
    )


def blog(body: Sequence[str], chance: random.Random) -> str:
    """A page of the common publishing system: entry-content, sharing buttons, tags."""
    text = "".join(f"<p>{linked(p, chance)}</p>\n" for p in body)
    return (
        f"<!doctype html><html lang='en-US'>{head(chance, body, ld=False)}<body class='single'><div id='page'><nav>"
        f"<ul>{links(chance, 20)}</ul></nav><div id='content'><article class='post'><header class='entry-header'>"
        f"<h1 class='entry-title'>{titled(body)}</h1><span class='posted-on'><time class='entry-date' "
        f"datetime='2021-07-08'>July 8</time></span></header><div class='entry-content'>{text}<div class='sharedaddy'>"
        f"<h3>Share this:</h3><ul><li>Twitter</li><li>Facebook</li></ul></div></div><footer class='entry-meta'>Tags: "
        f"{links(chance, 5, 'span')}</footer></article></div><div id='secondary' class='widget-area'>"
        f"{links(chance, 30)}</div></div></body></html>"
    )


def ministry(body: Sequence[str], chance: random.Random) -> str:
    """A page of an office: the text in plain divs, a long menu."""
    text = "".join(f"<div>{html.escape(p)}</div>" for p in body)
    return (
        f"<!doctype html><html>{head(chance, body, ld=False)}<body><div class='menu'>{links(chance, 60, 'div')}</div>"
        f"<div class='content'><h2>{titled(body)}</h2><div class='date'>08.07.2021</div>{text}</div>"
        f"<div class='footer'>Press service. Tel. 221-17-34</div></body></html>"
    )


def spans(body: Sequence[str], chance: random.Random) -> str:
    """A page of an agency: section, lead in bold, quotations, advertisements between the paragraphs."""
    middle = "".join(
        f"<p>{linked(p, chance)}</p>" + ("<div class='ad-slot'>Advertisement</div>" if i % 3 == 2 else "")
        for i, p in enumerate(body[1:])
    )
    return (
        f"<!doctype html><html lang='en'>{head(chance, body, ld=True)}<body><div class='cookie-banner'><p>We use "
        f"cookies to improve your visit. <a href='/c'>Accept all</a></p></div><nav>{links(chance, 30)}</nav>"
        f"<section class='article'><h1>{titled(body)}</h1>"
        f"<p class='lead'><b>{linked(body[0], chance)}</b></p>{middle}</section>"
        f"<section class='newsletter'><p>Sign up for our newsletter.</p></section><ul>{links(chance, 25)}</ul>"
        f"{script(chance, 40_000)}</body></html>"
    )


LAYOUTS: tuple[Callable[[Sequence[str], random.Random], str], ...] = (semantic, soup, tables, blog, ministry, spans)
