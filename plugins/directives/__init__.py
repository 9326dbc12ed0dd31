"""Directives: what an article tells of each document, type, issuer with locality, date, title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import regex

from indexer.models import Annotations, Article, Code, Directive, Organisation
from plugins._vocabulary import bodies
from plugins.directives.header import read_header
from plugins.directives.reading import Reading, read_mentions, term_of

name = "directives"
needs = ("codes", "dates", "organisations", "places")

_APART = 3  # years: no number comes again sooner, and slips in day and month are told as doubts
_ORGANS = ("Ban Thường vụ ", "Ban Chấp hành ", "Thường trực ", "Chủ tịch ")


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
        for group in _apart(readings):
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


def _apart(readings: Sequence[Reading]) -> list[list[Reading]]:
    """*readings* of one code, in a group for each document: by committee, term and day.

    A mention that tells none of them goes with the group before it.
    """
    groups: list[_Group] = []
    for reading in readings:
        fitting = [group for group in groups if group.takes(reading)]
        if not fitting:
            groups.append(_Group())
        (fitting or groups)[-1].add(reading)
    return [group.readings for group in groups]


class _Group:
    """Mentions of one code that are taken for one document."""

    def __init__(self) -> None:
        self.readings: list[Reading] = []
        self.issuers: set[str] = set()
        self.day = ""  # the first that is told

    def add(self, reading: Reading) -> None:
        self.readings.append(reading)
        self.issuers.update(_named([reading]))
        self.day = self.day or _whole(reading.date)

    def takes(self, reading: Reading) -> bool:
        names = _named([reading])
        if any(contradict(name, known) for name in names for known in self.issuers):
            return False
        terms = {term_of(name) for name in names}, {term_of(name) for name in self.issuers}
        told, known = (found - {None} for found in terms)
        if told and known and not told & known:
            return False
        return not _years_apart(_whole(reading.date), self.day)


def _whole(date: str | None) -> str:
    return date if date and regex.fullmatch(r"\d{4}-\d\d-\d\d", date) else ""


def _years_apart(one: str, other: str) -> bool:
    """Whether two days are of two documents, and neither is the other with a slip in the year."""
    if not (one and other) or one[4:] == other[4:]:
        return False
    return abs(int(one[:4]) - int(other[:4])) >= _APART


def contradict(one: str, other: str) -> bool:
    """Whether two issuers are bodies of two places or levels: Thành ủy and Tỉnh ủy Bắc Ninh.

    Organs of one committee do not contradict it, nor do two central bodies each other.
    """
    one, other = _committee(one), _committee(other)
    local = ("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị", "UBND", "HĐND")
    if not (one.startswith(local) and other.startswith(local)):
        return False
    return not (one.startswith(other) or other.startswith(one))


def _committee(issuer: str) -> str:
    for organ in _ORGANS:
        issuer = issuer.removeprefix(organ)
    return issuer.replace("Ủy ban nhân dân", "UBND").replace("Hội đồng nhân dân", "HĐND")


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
        issuers=tuple(dict.fromkeys(_in_full(n, found) for n in _named(readings))),
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
    told = max((name for name in _named(readings) if ", " in name), key=len, default=None)
    if joint := told or _joint(readings[0].code):
        return joint
    if named := after or _named(readings):
        counts = Counter(named)
        best = max(counts, key=lambda n: (term_of(n) is not None, counts[n], len(n)))
        return _in_full(best, found)
    return _from_body(readings[0].code, found)


def _joint(code: Code) -> str | None:
    """All who issued a joint document, as its code lists them: TTLT-BCA-BQP."""
    symbols = (code.body or "").split("-")
    known = [bodies()[s].names[0] for s in symbols if s in bodies() and not bodies()[s].levels]
    joint = (code.type or "").endswith("liên tịch") and len(symbols) == len(known) > 1
    return ", ".join(known) if joint else None


def _named(readings: Iterable[Reading]) -> list[str]:
    """Every body that the text names as the issuer, after the code or before it."""
    each = [o.name for r in readings for o in (r.issuer, r.issuing) if o]
    return list(dict.fromkeys(each))


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
    own = [o.name for o in found.of(Organisation) if o.body == symbol and not o.collective]
    committees = {_committee(n) for n in own if not n.endswith(("UBND", "HĐND"))}
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
