"""What a page says of itself: JSON-LD first, then OpenGraph and meta elements, then the page; never a guess.

Each field remembers where it was found and its raw form. An author comes from a field for authors or not at all.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import urljoin

from panj.read.clean import Head, tidy, web_address
from panj.read.days import day_in_path, outlets_own_day, stamped

_TYPES = """
    Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle BlogPosting LiveBlogPosting
    OpinionNewsArticle ReviewNewsArticle AskPublicNewsArticle Report PressRelease
"""
_ARTICLES = frozenset(_TYPES.split())
_LONGEST_LD = 2_000_000  # characters of one block of JSON-LD
_DEEPEST_LD = 20
_TITLE = ("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title")
_OUTLET = ("og:site_name", "application-name", "dc.publisher")
_STAMPS = """
    article:published_time og:article:published_time datepublished parsely-pub-date sailthru.date dc.date.issued dc.date
    dcterms.created dcterms.date pubdate publishdate publish-date article.published cxenseparse:recs:publishtime date
"""
_PUBLISHED = tuple(_STAMPS.split())
_AUTHOR = ("author", "article:author_name", "dc.creator", "parsely-author", "sailthru.author", "byl")
_URL = ("og:url", "twitter:url")
_LANGUAGE = ("og:locale", "content-language", "dc.language", "language")
_SITE = re.compile(r" [|–—·•»-] ")


class Source(NamedTuple):
    """A raw value, and which layer of the page it is from."""

    value: str
    layer: str


class Told(NamedTuple):
    """All that a page says of itself, each field in order of trust, and its pictures' captions and credits."""

    head: Head
    captions: tuple[tuple[str, str], ...] = ()
    body: str | None = None


def told_by(tree: Any, address: str | None = None) -> Told:  # noqa: ANN401  lxml-stubs know no HtmlElement.head
    """Return the fields of a page; `address` is where it was fetched from, if it was."""
    article = _article(tree)
    metas = _metas(tree)
    url = _url(article, metas, tree, address)
    head = Head().with_found("url", url.value, url.layer, url.value) if url else Head()
    head = _titled(head, article, metas, tree)
    head = _dated(head, article, metas, tree)
    for layer, raw in _authors(article, metas, tree):
        head = head.with_found("byline", raw, layer, raw)
    for name, layer in ((article.get("inLanguage"), "json-ld"), *_named(metas, _LANGUAGE), (tree.get("lang"), "page")):
        if isinstance(name, str) and (language := tidy(name)):
            head = head.with_found("language", language, layer, name)
    body = article.get("articleBody")
    return Told(head, tuple(_captions(article, metas)), body if isinstance(body, str) else None)


def _article(tree: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the node of JSON-LD that is an article, {} if there is none that can be read."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _nodes(_loads(script.text or ""), 0):
            types = node.get("@type")
            if _ARTICLES.intersection(types if isinstance(types, list) else [str(types)]):
                return node
    return {}


def _loads(raw: str) -> object:
    raw = raw.strip().removeprefix("<!--").removeprefix("//<![CDATA[").removesuffix("-->").removesuffix("//]]>")
    if len(raw) > _LONGEST_LD:
        return None
    try:
        return json.loads(raw.rstrip(" ;\n\t"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST_LD:
        return
    if isinstance(value, list):
        for item in value[:100]:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "itemListElement"):
            yield from _nodes(value.get(key), depth + 1)


def _metas(tree: Any) -> dict[str, str]:  # noqa: ANN401
    """Return the content of meta elements by name, the first of each."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        content = meta.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip(), content)
    return found


def _named(metas: dict[str, str], names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        if name in metas:
            yield metas[name], "opengraph" if name.startswith(("og:", "article:")) else "meta"


def _url(article: dict[str, Any], metas: dict[str, str], tree: Any, address: str | None) -> Source | None:  # noqa: ANN401
    """Return the canonical address, made whole with the one it was fetched from."""
    candidates = [(link.get("href"), "page") for link in tree.iter("link") if _is(link.get("rel"), "canonical")]
    main = article.get("mainEntityOfPage")
    candidates += [(main.get("@id") if isinstance(main, dict) else main, "json-ld"), (article.get("url"), "json-ld")]
    candidates += list(_named(metas, _URL))
    for raw, layer in candidates:
        if isinstance(raw, str) and (whole := _whole(address, raw)):
            return Source(whole, layer)
    return Source(address, "given") if address else None


def _whole(base: str | None, raw: str) -> str | None:
    try:
        found = web_address(urljoin(base or "", raw.strip()))
    except ValueError:
        return None
    return None if found == "#" else found


def _titled(head: Head, article: dict[str, Any], metas: dict[str, str], tree: Any) -> Head:  # noqa: ANN401
    publisher = article.get("publisher")
    names = [(publisher.get("name") if isinstance(publisher, dict) else None, "json-ld"), *_named(metas, _OUTLET)]
    for raw, layer in names:
        if isinstance(raw, str) and (name := tidy(raw)) and len(name) <= 80:
            head = head.with_found("outlet", name, layer, raw)
    titles = [(article.get("headline"), "json-ld"), *_named(metas, _TITLE)]
    headings = [_text(h1) for h1 in tree.iter("h1")]
    titles += [(headings[0], "page")] if len(headings) == 1 else []
    titles += [(_text(title), "page") for title in tree.iter("title")]
    for raw, layer in titles:
        if isinstance(raw, str) and (name := tidy(raw)):
            head = head.with_found("title", _without_site(name, head.outlet), layer, raw)
    return head


def _without_site(title: str, outlet: str | None) -> str:
    """Cut the site's name off the end of a title ("... - The Moscow Times")."""
    if not outlet:
        return title
    pieces = list(_SITE.finditer(title))
    if pieces and title[pieces[-1].end() :].strip().lower() == outlet.lower():
        return title[: pieces[-1].start()].strip() or title
    return title


def _dated(head: Head, article: dict[str, Any], metas: dict[str, str], tree: Any) -> Head:  # noqa: ANN401
    """Return the head with the first stamp that can be a day; a site's 0001-01-01 cannot."""
    candidates = [(article.get("datePublished"), "json-ld"), (article.get("dateCreated"), "json-ld")]
    for raw, layer in (*candidates, *_named(metas, _PUBLISHED), *_shown_days(tree)):
        if not isinstance(raw, str):
            continue
        day, at = stamped(raw)
        if day:
            head = head.with_found("published", outlets_own_day(day, at, head.url), layer, raw)
            return head.with_found("published_at", at, layer, raw)
    if day := day_in_path(head.url):
        head = head.with_found("published", day, "url", head.url or "")
    return head


def _shown_days(tree: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield the days of elements made for the day of publishing."""
    for time in tree.iter("time"):
        marked = time.get("itemprop") == "datePublished" or time.get("pubdate") is not None
        if marked or _is(time.get("class"), "published", "entry-date", "pubdate", "date"):
            yield time.get("datetime") or _text(time), "page"
    for name in ("span", "div", "p", "meta"):
        for element in tree.iter(name):
            if element.get("itemprop") == "datePublished":
                yield element.get("content") or _text(element), "page"
    times = list(tree.iter("time"))
    if len(times) == 1:
        yield times[0].get("datetime") or _text(times[0]), "page"


def _authors(article: dict[str, Any], metas: dict[str, str], tree: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield who signed, from fields made for it: layer and names."""
    names = ", ".join(dict.fromkeys(_people(article.get("author"))))
    candidates = [(names, "json-ld"), *_named(metas, _AUTHOR), *((name, "page") for name in _signed(tree))]
    for raw, layer in candidates:
        name = re.sub(r"^by:?\s+", "", tidy(raw) or "", flags=re.IGNORECASE)
        if 2 <= len(name) <= 120 and "http" not in name.lower() and "@" not in name and "{" not in name:
            yield layer, name


def _people(author: object) -> Iterator[str]:
    if isinstance(author, str):
        yield author
    elif isinstance(author, dict):
        yield from _people(author.get("name"))
    elif isinstance(author, list):
        for one in author[:10]:
            yield from _people(one)


def _signed(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the words of elements that hold the byline and nothing else."""
    for element in tree.iter("a", "span", "div", "p", "address"):
        marked = _is(element.get("rel"), "author") or _is(element.get("itemprop"), "author")
        if marked or _is(element.get("class"), "byline", "author-name", "byline__name", "article-author"):
            yield _text(element)


def _captions(article: dict[str, Any], metas: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield caption and credit of each picture that the page names in its fields; "" for what is not there."""
    images = article.get("image")
    for image in images[:20] if isinstance(images, list) else [images]:
        if isinstance(image, dict):
            caption, credit = image.get("caption"), image.get("creditText") or image.get("copyrightNotice")
            found = (
                tidy(caption if isinstance(caption, str) else None),
                tidy(credit if isinstance(credit, str) else None),
            )
            if any(found):
                yield found[0] or "", found[1] or ""
    if (alt := tidy(metas.get("og:image:alt"))) and " " in alt:
        yield alt, ""


def _plain(value: object) -> str:
    return (tidy(value) if isinstance(value, str) else None) or ""


def _is(value: str | None, *names: str) -> bool:
    return bool(value) and not frozenset(names).isdisjoint((value or "").lower().split())


def _text(element: Any) -> str:  # noqa: ANN401
    return tidy(" ".join(element.itertext())) or ""
