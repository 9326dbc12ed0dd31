"""Directives: what an article tells of each document, type, issuer with locality, date, title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from indexer.models import Annotations, Article, Code, Directive, Organisation
from plugins._vocabulary import bodies
from plugins.directives.apart import apart, committee, elsewhere, named
from plugins.directives.header import read_header
from plugins.directives.reading import Reading, read_mentions, term_of

name = "directives"
needs = ("codes", "dates", "organisations", "places")


def extract(article: Article, found: Annotations) -> Iterator[Directive]:
    """One directive for each document that *article* names by a code.

    One code whose mentions name issuers of two places or terms, or days years apart, is two
    directives. Where no issuer is named, the body in the code tells, if there is one of it only or
    the article's place decides.
    """
    by_code: dict[str, list[Reading]] = {}
    for reading in read_mentions(article.text, found):
        by_code.setdefault(reading.code.code, []).append(reading)
    for readings in by_code.values():
        for group in apart(readings, found):
            directive = _directive(group, found)
            own = next((r.code for r in group if r.code.own), None)
            yield _with_header(directive, own, article.text, found) if own else directive


def _with_header(directive: Directive, own: Code, text: str, found: Annotations) -> Directive:
    """The article's own directive: its header tells more surely than the text."""
    header = read_header(text, own, found)
    issuer = header.issuer or directive.issuer
    return directive.model_copy(
        update={
            "issuer": issuer,
            "date": header.date or directive.date,
            "title": header.title or directive.title,
            "signer": header.signer,
            "issuers": tuple(dict.fromkeys([*filter(None, [header.issuer]), *directive.issuers])),
        }
    )


def _directive(readings: Sequence[Reading], found: Annotations) -> Directive:
    codes = [r.code for r in readings]
    issuer = _issuer(readings, found)
    best = max(readings, key=lambda r: (bool(r.issuer) + bool(r.date) + bool(r.title), r.code.form))
    return Directive(
        start=best.code.start,
        end=best.code.end,
        text=best.code.text,
        code=codes[0].code,
        type=_type(codes),
        issuer=issuer,
        date=_date([r.date for r in readings if r.date]),
        title=_title(readings),
        term=term_of(issuer),
        issuers=tuple(dict.fromkeys(_in_full(n, found) for n in named(readings))),
        codes=tuple(c.start for c in codes),
    )


def _type(codes: Sequence[Code]) -> str | None:
    kinds = Counter(c.type for c in codes if c.type)
    return kinds.most_common(1)[0][0] if kinds else None


def _date(dates: Sequence[str]) -> str | None:
    """The date told most often; a whole day before a part of it."""
    whole = [d for d in dates if len(d) == 10 and "/" not in d]
    partial = [d for d in dates if "/" not in d and "Q" not in d and not d.startswith("-")]
    best = Counter(whole or partial).most_common(1)
    return best[0][0] if best else None


def _title(readings: Sequence[Reading]) -> str | None:
    """The fullest of those that stand behind a day or an issuer, where there are any."""
    titled = [r for r in readings if r.title]
    full = [r for r in titled if r.date or r.issuer] or titled
    return max((r.title for r in full if r.title), key=len, default=None)


def _issuer(readings: Sequence[Reading], found: Annotations) -> str | None:
    """The fullest name of the issuer that the text gives, else what the code's body tells."""
    after = [r.issuer.name for r in readings if r.issuer]
    told = max((name for name in named(readings) if ", " in name), key=len, default=None)
    if joint := told or _joint(readings[0].code):
        return joint
    if names := after or named(readings):
        counts = Counter(names)
        best = max(counts, key=lambda n: (term_of(n) is not None, counts[n], len(n)))
        return _in_full(best, found)
    return _from_body(readings[0].code, found)


def _joint(code: Code) -> str | None:
    """All who issued a joint document, as its code lists them: TTLT-BCA-BQP."""
    symbols = (code.body or "").split("-")
    known = [bodies()[s].names[0] for s in symbols if s in bodies() and not bodies()[s].levels]
    joint = (code.type or "").endswith("liên tịch") and len(symbols) == len(known) > 1
    return ", ".join(known) if joint else None


def _in_full(issuer: str, found: Annotations) -> str:
    """The fullest name that the article gives the body: "Ban Chỉ đạo Trung ương về …"."""
    fuller = (o.name for o in found.of(Organisation) if o.name.startswith(f"{issuer} về "))
    return max(fuller, key=len, default=issuer)


def _from_body(code: Code, found: Annotations) -> str | None:
    body = bodies().get((code.body or "").split("-")[0].rstrip("0123456789"))
    if body is None or body.symbol in ("TW", "ĐU", "BCĐ", "BCĐTW", "BTV", "CB", "ĐH"):
        return None  # these stand for several bodies
    if not body.levels:
        return body.names[0]
    return _local(body.symbol, body.levels, body.names, found)


def _local(
    symbol: str, levels: Sequence[str], names: Sequence[str], found: Annotations
) -> str | None:
    """The local body of the place that the article is about, where that place has one of it."""
    own = [o for o in found.of(Organisation) if o.body == symbol and not o.collective]
    near = {o.name for o in own if not elsewhere(o, found)}
    committees = {committee(n) for n in near if not n.endswith(("UBND", "HĐND"))}
    if len(committees) == 1:
        return committees.pop()
    home = found.place or ""
    if committees and not home.lower().startswith(("tỉnh", "thành phố")):
        return None  # the district's or its province's: the text does not tell
    level = next((lv for lv in levels if home.lower().startswith(f"{lv} ")), None)
    if level is None:
        return None
    name_ = names[min(levels.index(level), len(names) - 1)]
    return f"{name_} {home if symbol in ('UBND', 'HĐND', 'UB') else home[len(level) + 1 :]}"
