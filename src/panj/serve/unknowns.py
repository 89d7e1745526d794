"""What a picture rests on, and what is not known on its day."""

from panj.serve import words
from panj.serve.picture import Picture
from panj.serve.topics import SECTIONS


def unknowns(picture: Picture) -> tuple[str, ...]:
    """Return what is not known, a sentence each: what is contested, unanswered, by one voice only, or not read."""
    if not picture.documents:
        return (f"No report had been published by {picture.case.as_of}.",)
    control = picture.of("control")
    contested = [f.label for f in control if f.status == "contested"]
    stale = [f.label for f in control if f.status == "stale"]
    silent = [f.label for f in picture.of("requests") if f.status == "asked" and f.rule != "requests/appeal"]
    single = sum(f.status == "single source" for f in picture.of(*words.COUNTED))
    unplaced = sum(f.place is None for f in control)
    foreign = sum(d.language not in (None, "en") for d in picture.documents.values())
    dark = [title for title, topics in SECTIONS.items() if not picture.of(*topics)]
    nothing = f"{counted(picture)} yielded nothing (panj list unread)."
    told = (
        f"Contested: {'; '.join(contested)}." if contested else "",
        f"Nobody has repeated for a month who holds: {'; '.join(stale)}." if stale else "",
        f"No answer is reported where {'; '.join(silent)}." if silent else "",
        f"Nothing was understood about: {'; '.join(map(_small, dark))}." if dark else "",
        words.many(single, "figure rests on one witness.", "figures rest on one witness."),
        words.many(unplaced, "line of control has no point on a map.", "lines of control have no point on a map."),
        words.many(len(picture.unread), f"sentence of {nothing}", f"sentences of {nothing}"),
        words.many(
            foreign, "report is not in English and was not read.", "reports are not in English and were not read."
        ),
    )
    return tuple(filter(None, told))


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


def counted(picture: Picture) -> str:
    """Return how many reports a picture rests on: "8 reports"."""
    return words.many(len(picture.documents), "report", "reports", none="no report")
