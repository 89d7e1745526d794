"""A brief as one HTML file that opens from a mail: no script, no remote asset, words of reports as text only."""

from html import escape
from importlib.resources import files

from panj.serve import words
from panj.serve.brief import POINTING, Line, Section, sections, surely
from panj.serve.picture import Picture
from panj.serve.unknowns import counted, unknowns
from panj.situation import Said

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def in_html(shown: Picture) -> str:
    """Return a brief as a whole HTML page."""
    day = shown.case.as_of
    style = files("panj.serve").joinpath("brief.css").read_text(encoding="utf-8")
    body = "".join(map(_section, sections(shown)))
    unknown = "".join(f"<li>{escape(sentence)}</li>" for sentence in unknowns(shown))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Situation as of {day}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width"><style>{style}</style></head><body><main>'
        f'<h1>Situation as of {day}</h1><p class="meta">{counted(shown)}; changes since {shown.since}</p>'
        f"{body}<h2>Not known</h2><ul>{unknown}</ul></main></body></html>\n"
    )


def _section(section: Section) -> str:
    made = _pointer if section.title in POINTING else _line
    lines = "".join(map(made, section.lines))
    return f"<h2>{escape(section.title)}</h2>" + (f"<ul>{lines}</ul>" if lines else f"<p>{escape(section.empty)}</p>")


def _pointer(line: Line) -> str:
    """Return a line that stands again below, with its words: a way there."""
    return (
        f'<li class="way"><a href="#{escape(line.id)}"><strong>{escape(line.heading)}</strong></a>{_value(line)} '
        f'<span class="status">{escape(line.status)}</span></li>'
    )


def _value(line: Line) -> str:
    return f": {escape(line.value)}" if line.value else ""


def _line(line: Line) -> str:
    heading = f"“{escape(line.heading)}”" if line.quoted else f"<strong>{escape(line.heading)}</strong>"
    against = "".join(_said(s, "said against", line) for s in line.against)
    evidence = "".join(_said(s, "said", line) for s in line.evidence) + against
    details = "".join(f'<p class="said">{escape(detail)}</p>' for detail in line.details)
    source = f'<p class="said">source: {escape(line.source)}</p>' if line.source else ""
    return (
        f'<li id="{escape(line.id)}">{heading}{_value(line)} '
        f'<span class="status">{escape(line.status)}</span> <span class="id">{escape(line.id)}</span>'
        f"{details}{evidence}{source}</li>"
    )


def _said(said: Said, kind: str, line: Line) -> str:
    how = surely(said, line)
    sure = f" ({escape(how)})" if how else ""
    carried = f", also in {escape(', '.join(line.also[said.id]))}" if said.id in line.also else ""
    quote = "" if said.words == line.heading else f"“{escape(said.words)}”"
    return (
        f'<blockquote>{quote}<p class="{kind}">{said.day} '
        f"{escape(words.chain(said.statement))}{carried}{sure} · {said.id[:8]}</p></blockquote>"
    )
