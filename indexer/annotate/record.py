"""Annotations as the JSON record that `tracuu extract` prints and the catalogue keeps."""

from __future__ import annotations

from typing import Any

from indexer.models import (
    Annotations,
    Code,
    Date,
    Directive,
    Doubt,
    Finding,
    Link,
    Relation,
    Statistic,
)


def as_record(annotations: Annotations) -> dict[str, Any]:
    """One object with the keys of the interface: article, text, codes, dates, directives …

    Offsets count code points of "text". Findings of plugins that tracuu has no model for
    stand under "annotations", by plugin name.
    """
    article = annotations.article
    return {
        "article": {
            "id": article.id,
            "path": article.path,
            "title": article.title,
            "published": article.published,
            "place": annotations.place,
            "own": next((c.code for c in annotations.of(Code) if c.own), None),
            "signer": next((d.signer for d in annotations.of(Directive) if d.signer), None),
            "url": article.url,
            "source": article.source,
            "encoding": article.encoding,
            "author": article.author,
            "created": article.created,
        },
        "text": article.text,
        "codes": [c.model_dump(exclude={"own"}) for c in annotations.of(Code)],
        "dates": [d.model_dump() for d in annotations.of(Date)],
        "directives": [
            d.model_dump(include={"code", "type", "issuer", "date", "title"})
            for d in annotations.of(Directive)
        ],
        "statistics": [whole(s.model_dump(exclude={"code"})) for s in annotations.of(Statistic)],
        "links": [
            _evident(x, "unit", "directive", "relation", "planned") for x in annotations.of(Link)
        ],
        "relations": [_evident(r, "from", "to", "relation") for r in annotations.of(Relation)],
        "doubts": [_evident(d, "directive", "kind", "why") for d in annotations.of(Doubt)],
        "annotations": _others(annotations),
        "failures": [f.model_dump() for f in annotations.failures],
    }


def whole(statistic: dict[str, Any]) -> dict[str, Any]:
    """*statistic* itself, with whole numbers as integers: 731, not 731.0."""
    for key in ("value", "of"):
        figure = statistic[key]
        if figure is not None and float(figure).is_integer():
            statistic[key] = int(figure)
    return statistic


def _evident(mention: Link | Relation | Doubt, *keys: str) -> dict[str, Any]:
    values = mention.model_dump(by_alias=True)
    return {k: values[k] for k in keys} | {
        "start": mention.start,
        "end": mention.end,
        "evidence": mention.text,
    }


def _others(annotations: Annotations) -> dict[str, list[dict[str, Any]]]:
    kept = {
        name: [m.model_dump() for m in mentions if isinstance(m, Finding)]
        for name, mentions in annotations.found.items()
    }
    return {name: mentions for name, mentions in kept.items() if mentions}
