"""A published correction replaces the report that it corrects."""

import re
from collections.abc import Sequence

from panj.reconcile.witness import containment
from panj.records import Document, Judgement, Link

RELATED = 0.2  # share of shingles that a correction keeps of what it corrects; checked on the examples only
_NOTE = re.compile(r"\b(?:correction|corrected|corrects|clarification)\b", re.IGNORECASE)
_WITHIN = 400  # characters from either end: a note of correction stands at the head or the foot


def is_correction(document: Document) -> bool:
    """Tell whether a report says of itself that it corrects an earlier one."""
    edges = f"{document.title or ''}\n{document.text[:_WITHIN]}\n{document.text[-_WITHIN:]}"
    return bool(_NOTE.search(edges))


def corrections(document: Document, others: Sequence[Document]) -> tuple[Link, ...]:
    """Return a link from the correction to each earlier report of its outlet that it corrects."""
    links = []
    for other in others:
        for new, old in ((document, other), (other, document)):
            if not (new.outlet and new.outlet == old.outlet and is_correction(new)):
                continue
            later = new.published and old.published and (old.published, old.id) != (new.published, new.id)
            if not later or old.published > new.published:  # type: ignore[operator]
                continue
            if old.published == new.published and is_correction(old):
                continue
            share = containment(new.text, old.text)
            if share >= RELATED:
                links.append(
                    Link(
                        kind="document",
                        left=new.id,
                        right=old.id,
                        judgement=Judgement.SUPERSEDES,
                        score=round(share, 4),
                        reason=f"{new.outlet} corrects its report of {old.published}",
                        decided_by="rule:correction",
                    )
                )
    return tuple(links)
