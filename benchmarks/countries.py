"""Whether mentions of one document fall together: countries whose truth is known.

    python benchmarks/countries.py [--seed N] [--directives 160] [--articles 700] [--texts]

Each country has provinces with districts, central bodies, terms, and directives whose codes
collide: every province has its 02-NQ/TU, a term begins at 01 again, a decision of a people's
committee needs place and year. On 1 July 2025 provinces are merged. Articles speak of directives
with and without day, issuer and title, and now and then with a slip in the day, or of the document
that another province gave the same code. Prints B-cubed precision, recall and F1 of the mentions
(one that is left open is a cluster of its own), the share left open, and whether ten orders of
ingestion give the same. What articles say goes to the resolver as claims; with --texts they are
written out as news are and go through the plugins and the catalogue: with codes misspelt, issuers
without their place ("của Tỉnh ủy"), short forms, and without the day or place of the article.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Python puts this folder first, and its plugins.py would stand in for the plugins.
sys.path[:] = [entry for entry in sys.path if Path(entry).resolve() != HERE]

from indexer.pipeline import ingest  # noqa: E402 - after the path is mended
from indexer.plugin import Sources  # noqa: E402
from indexer.resolve.evidence import Claim  # noqa: E402
from indexer.resolve.identity import Partition, resolve  # noqa: E402
from indexer.resolve.numbering import variants  # noqa: E402
from indexer.store.index import Index  # noqa: E402
from indexer.text.places import places  # noqa: E402

ORDERS = 10
TERMS = {  # of a province: first and last day on which it issues; the centre is some months later
    1: (date(2010, 12, 1), date(2015, 7, 31)),
    2: (date(2015, 12, 1), date(2020, 7, 31)),
    3: (date(2020, 12, 1), date(2025, 6, 30)),
    4: (date(2025, 11, 1), date(2026, 6, 30)),
}
REFORM = date(2025, 7, 1)  # provinces are merged, districts end
CENTRAL = {
    "XI": (date(2011, 2, 1), date(2016, 1, 15)),
    "XII": (date(2016, 2, 1), date(2021, 1, 20)),
    "XIII": (date(2021, 2, 5), date(2025, 12, 31)),
}
LAST = date(2026, 6, 30)  # no article is later
SUBJECTS = (
    "tăng cường quản lý đất đai trên địa bàn",
    "phát triển nông nghiệp ứng dụng công nghệ cao",
    "nâng cao chất lượng đội ngũ cán bộ cơ sở",
    "bảo vệ môi trường các lưu vực sông",
    "đẩy mạnh cải cách thủ tục hành chính",
    "xây dựng nông thôn mới kiểu mẫu",
    "phòng, chống dịch bệnh trên đàn vật nuôi",
    "chuyển đổi số trong cơ quan nhà nước",
    "giảm nghèo bền vững vùng khó khăn",
    "phát triển dịch vụ du lịch cộng đồng",
    "bảo đảm trật tự an toàn giao thông",
    "đổi mới công tác tiếp dân và giải quyết khiếu nại",
)
SCOPES = ("giai đoạn mới", "đến hết nhiệm kỳ", "những năm tiếp theo", "trong tình hình hiện nay")
NAMES = {"NQ": "Nghị quyết", "CT": "Chỉ thị", "KL": "Kết luận", "QĐ": "Quyết định"}


@dataclass(frozen=True)
class Truth:
    """A document that is there."""

    number: int
    code: str
    type: str
    issuer: str
    day: date
    title: str
    province: str | None = None  # None for the centre
    place: str | None = None  # with its level, whose committee issued it
    term: str | None = None  # of the centre


@dataclass(frozen=True)
class Said:
    """One mention: a document and what the article tells of it."""

    truth: Truth
    told: Claim


@dataclass(frozen=True)
class Paper:
    """One article: where and when, and what it speaks of."""

    number: int
    place: str | None
    published: date
    said: tuple[Said, ...]


class Country:
    """Directives and articles, all from one seed."""

    def __init__(self, seed: int, directives: int, articles: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - not for secrets
        self.districts = _districts()
        count = max(3, directives // 20)
        self.provinces = self.random.sample(sorted(self.districts), count)
        self.directives: list[Truth] = []
        known: set[tuple[object, ...]] = set()
        while len(self.directives) < directives:
            made = self._directive(len(self.directives))
            run = self._run(made)
            if run not in known:  # an office gives a number once in a run
                known.add(run)
                self.directives.append(made)
        self.papers = [self._paper(n) for n in range(articles)]

    def _run(self, made: Truth) -> tuple[object, ...]:
        when: object = made.day.year
        if "/UBND" not in made.code and "-UBND" not in made.code:
            spans = CENTRAL if made.term else TERMS
            when = next(t for t, (a, b) in spans.items() if a <= made.day <= b)
        return made.code, made.type, made.place, when

    def _directive(self, number: int) -> Truth:
        kind = self.random.choices(("TU", "TW", "UBND", "HU", "QĐ"), (40, 22, 20, 8, 10))[0]
        title = f"{self.random.choice(SUBJECTS)} {self.random.choice(SCOPES)}"
        province = self.random.choice(self.provinces)
        if kind in ("TW", "QĐ"):
            return self._central(number, title, regulation=kind == "QĐ")
        if kind == "UBND":
            day = self._day(date(2012, 1, 1), date(2025, 6, 30))
            level = _level(province)
            return Truth(
                number,
                f"{self.random.choice((1234, 215, 87, 1030))}/QĐ-UBND",
                "Quyết định",
                f"UBND {level} {province}",
                day,
                title,
                province,
                f"{level} {province}",
            )
        day = self._day(*self.random.choices(list(TERMS.values()), (3, 3, 3, 1))[0])
        kind, province = ("TU", _now(province)) if day >= REFORM else (kind, province)
        short = self.random.choice(("NQ", "CT", "KL"))
        low = self.random.randint(1, 9)
        code = f"{low:02}-{short}/{kind}"
        if kind == "HU":
            district = self.random.choice(self.districts[province])
            place, issuer = f"huyện {district}", f"Huyện ủy {district}"
        else:
            level = _level(province)
            place = f"{level} {province}"
            issuer = f"{'Tỉnh ủy' if level == 'tỉnh' else 'Thành ủy'} {province}"
        return Truth(number, code, NAMES[short], issuer, day, title, province, place)

    def _central(self, number: int, title: str, *, regulation: bool) -> Truth:
        term = self.random.choice(list(CENTRAL))
        day = self._day(*CENTRAL[term])
        issuer = self.random.choice(("Bộ Chính trị", "Ban Bí thư"))
        if regulation:
            name = self.random.choice(("Quyết định", "Quy định"))
            code = f"{self.random.randint(50, 60)}-QĐ/TW"
            return Truth(number, code, name, issuer, day, title, term=term)
        short = self.random.choice(("CT", "KL"))
        code = f"{self.random.randint(30, 39)}-{short}/TW"
        return Truth(number, code, NAMES[short], issuer, day, title, term=term)

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.random.randint(0, (last - first).days))

    def _paper(self, number: int) -> Paper:
        """An article about a place, of its own committee, of the centre, seldom of another."""
        main = self.random.choice(self.directives)
        lag = int(self.random.expovariate(1 / 600))  # days: most are written in the first years
        published = min(main.day + timedelta(days=lag), LAST)
        province = main.province or self.random.choice(self.provinces)
        place = main.place or f"{_level(province)} {province}"
        if published >= REFORM:
            province = _now(province)
            place = f"{_level(province)} {province}"
        elif not place.startswith("huyện") and self.random.random() < 0.25:
            place = f"huyện {self.random.choice(self.districts[province])}"
        others = [
            d
            for d in self.directives
            if d.code != main.code and d.day <= published
            if d.province is None or province in (d.province, self._home(d, published))
            if not (d.place or "").startswith("huyện") or d.place == place
        ]
        chosen = [main, *self.random.sample(others, min(len(others), self.random.randint(0, 2)))]
        one_each = {d.code: d for d in reversed(chosen)}.values()
        said = [Said(d, self._told(d, place, published)) for d in reversed(list(one_each))]
        said += self._beside(main, place, published)
        return Paper(number, place, published, tuple(said))

    def _beside(self, main: Truth, place: str, published: date) -> list[Said]:
        """Now and then what another province has under the code, in full, as one must write it."""
        others = [d for d in self.directives if d.code == main.code and d.day < published]
        others = [d for d in others if d.province and _now(d.province) != _now(main.province or "")]
        if not (main.province and others and self.random.random() < 0.06):
            return []
        other = self.random.choice(others)
        told = self._told(other, place, published)
        return [Said(other, replace(told, issuer=other.issuer, date=other.day.isoformat()))]

    def _home(self, directive: Truth, published: date) -> str | None:
        return _now(directive.province or "") if published >= REFORM else directive.province

    def _told(self, directive: Truth, place: str, published: date) -> Claim:
        chance = self.random.random
        day = self._printed(directive) if chance() < 0.72 else None
        issuer = directive.issuer if chance() < 0.65 else None
        title = directive.title if chance() < 0.5 else None
        if issuer and directive.term and chance() < 0.3:
            issuer = f"{issuer} khóa {directive.term}"
        if not (day or title) and self._unclear(directive, published):
            day = str(directive.day.year)  # a writer who knows of both says which
        code = directive.code
        if directive.type == "Quy định" and chance() < 0.3:
            code = code.replace("QĐ", "QĐi")
        return Claim(
            0,
            code,
            type=directive.type,
            issuer=issuer,
            date=day,
            title=title,
            published=published.isoformat(),
            place=place,
        )

    def _unclear(self, directive: Truth, published: date) -> bool:
        """Whether the office had given the number before, and nine in ten writers say so."""
        same = (directive.code, directive.place, directive.type)
        alike = [d for d in self.directives if (d.code, d.place, d.type) == same]
        return sum(d.day <= published for d in alike) > 1 and self.random.random() < 0.9

    def _printed(self, directive: Truth) -> str:
        """The day as the article has it: in part, or with a slip, now and then."""
        day, chance = directive.day, self.random.random()
        if chance < 0.02:
            day = day.replace(day=self.random.randint(1, 28))
        elif chance < 0.025:
            return f"{str(day.year)[0]}1{str(day.year)[1::2]}{day.isoformat()[4:]}"  # 2109 for 2019
        elif chance < 0.035:
            day = day.replace(day=min(day.day, 28), year=day.year + self.random.choice((-1, 1, 10)))
        if chance > 0.85:
            return str(day.year)
        return day.isoformat()[:7] if chance > 0.8 else day.isoformat()


def _districts() -> dict[str, list[str]]:
    """Provinces with the districts whose names no other has."""
    alone = {n: ps[0] for n, ps in places().items() if len(ps) == 1 and ps[0].level == "huyện"}
    found: dict[str, list[str]] = defaultdict(list)
    for name, known in sorted(alone.items()):
        if known.province:
            found[known.province].append(name)
    return dict(found)


def _now(province: str) -> str:
    """The province that one is in since the reform: "Hà Nam" → "Ninh Bình"."""
    return next((p.into for p in places().get(province, ()) if p.into), province)


def _level(province: str) -> str:
    return next(p.level for p in places()[province] if p.province is None)


# The texts

Marks = list[tuple[int, int]]  # where a mention's code stands, and its document
_NEWS = (  # what news say of a document
    "Thực hiện {}, {unit} đã chỉ đạo các cấp, các ngành vào cuộc quyết liệt.",
    "{unit} tổ chức hội nghị sơ kết thực hiện {}.",
    "{unit} vừa xây dựng kế hoạch triển khai {}.",
    "Theo báo cáo của {unit}, nhiều nội dung của {} đã đi vào cuộc sống.",
    "Cùng với đó, địa phương tiếp tục quán triệt {}.",
)
_LATER = (
    "Qua triển khai {}, nhiều mô hình hay được nhân rộng.",
    "Để thực hiện tốt {}, cấp ủy phân công từng đảng viên.",
)
_SPELT = (  # ways to misspell a code
    lambda code: code.replace("-", " - ", 1),
    lambda code: code.replace("/", "/ ", 1),
    lambda code: code.replace("TW", "TƯ"),
    lambda code: code.replace("QĐ", "QD"),
    lambda code: (
        "/".join(code.split("/")[0].rsplit("-", 1)) + "-" + code.split("/")[1]
        if code[2] == "-"
        else code
    ),  # 02/NQ-TU
)


class _Writer:
    """Writes an article out, and notes where in it the documents are named."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.random = random.Random(paper.number)  # noqa: S311 - not for secrets
        self.text = f"Tin hoạt động của {paper.place}\n\n"
        self.marks: Marks = []

    def all(self) -> tuple[str, Marks]:
        for said in self.paper.said:
            self._put(self.random.choice(_NEWS), said.truth, *self._named(said))
            if self.random.random() < 0.3:
                number = said.truth.code.partition("-")[0].partition("/")[0]
                self._put(self.random.choice(_LATER), said.truth, "", said.truth.type, number, "")
        return self.text, self.marks

    def _put(self, news: str, truth: Truth, code: str, word: str, number: str, after: str) -> None:
        """A sentence on a document that is named by its *code*, or by *word* and *number*."""
        unit = self.paper.place or ""
        before, _, behind = news.replace("{unit}", unit).partition("{}")
        named = f"{word} số {code}" if code else f"{word} số {number}"
        start = len(named) - len(code) if code else 0
        before = before[:1].upper() + before[1:]
        self.marks.append((len(self.text) + len(before) + start, truth.number))
        self.text += f"{before}{named}{after}{behind}\n"

    def _named(self, said: Said) -> tuple[str, str, str, str]:
        told, chance = said.told, self.random.random
        code = self.random.choice(_SPELT)(told.code) if chance() < 0.1 else told.code
        after = f" {_in_words(told.date)}" if told.date else ""
        if told.issuer:
            home = said.truth.place is not None and said.truth.place == self.paper.place
            issuer = told.issuer.split(" ")[:2] if home and chance() < 0.4 else [told.issuer]
            after += f"{self.random.choice((',', ''))} của {' '.join(issuer)}"
        if told.title:
            about = self.random.choice((" về {}", " về việc {}", " “{}”", " về “{}”"))
            after += about.format(told.title)
        return code, said.truth.type, "", after


def _in_words(told: str) -> str:
    parts = told.split("-")[::-1]
    return {1: "năm ", 2: "tháng ", 3: "ngày "}[len(parts)] + "/".join(parts)


# Resolved

Clusters = Mapping[int, str]  # mention → the directive that it is taken for, or itself


def by_claims(papers: Sequence[Paper]) -> tuple[Clusters, list[int]]:
    """What each mention is taken for, and the truth; mentions count through the sorted papers."""
    families: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    truth: list[int] = []
    keys: dict[tuple[int, int], int] = {}
    for paper in sorted(papers, key=lambda p: p.number):
        for n, said in enumerate(paper.said):
            keys[paper.number, n] = len(truth)
            truth.append(said.truth.number)
    for paper in papers:
        for n, said in enumerate(paper.said):
            told = replace(said.told, key=keys[paper.number, n])
            families[variants(told.code)].append(told)
    found: dict[int, str] = {}
    for claims in families.values():
        found |= _clusters(resolve(claims))
    return found, truth


def _clusters(partition: Partition) -> dict[int, str]:
    found = {key: each.id for each in partition.directives for key in each.claims}
    return found | {each.key: f"open {each.key}" for each in partition.open}


def by_texts(papers: Sequence[Paper], jobs: int) -> tuple[Clusters, list[int]]:
    """The same by way of the plugins and a catalogue."""
    found: dict[int, str] = {}
    truth: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "papers.jsonl"
        file.write_text("".join(map(_record, papers)), encoding="utf-8")
        with contextlib.redirect_stdout(sys.stderr), Index.create(Path(folder) / "index") as index:
            ingest([file], index, Sources("plugins", entry_points=False), jobs=jobs)
        with Index.open(Path(folder) / "index") as index:
            taken = dict(_taken(index))
    for paper in sorted(papers, key=lambda p: p.number):
        for start, directive in _Writer(paper).all()[1]:
            found[len(truth)] = taken.get((f"a{paper.number}", start)) or f"open {len(truth)}"
            truth.append(directive)
    return found, truth


def _record(paper: Paper) -> str:
    chance = random.Random(-1 - paper.number).random  # noqa: S311 - not for secrets
    record = {"id": f"a{paper.number}", "text": _Writer(paper).all()[0]}
    if chance() < 0.9:
        record["published"] = paper.published.isoformat()
    if chance() < 0.75:
        record["place"] = paper.place
    return json.dumps(record, ensure_ascii=False) + "\n"


def _taken(index: Index) -> Iterator[tuple[tuple[str, int], str]]:
    """Where an article, or a copy of it, names a code → the directive that it is taken for."""
    mentions = "SELECT {}, start, directive_id FROM mention JOIN claim ON claim.id = claim_id"
    copies = f"{mentions.format('given')} JOIN copy ON copy.article_id = claim.article_id"
    with index.connect() as connection:
        for query in (mentions.format("article_id"), copies):
            for row in connection.exec_driver_sql(query):
                yield (row[0], row[1]), row[2]


def b_cubed(found: Clusters, truth: Sequence[int]) -> tuple[float, float, float]:
    """Precision, recall and F1, mention by mention."""
    both = Counter((found[n], truth[n]) for n in range(len(truth)))
    ours, theirs = Counter(found.values()), Counter(truth)
    shared = [both[found[n], truth[n]] for n in range(len(truth))]
    precision = sum(s / ours[found[n]] for n, s in enumerate(shared)) / len(truth)
    recall = sum(s / theirs[truth[n]] for n, s in enumerate(shared)) / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    """Make a country, resolve it and print how well."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--directives", type=int, default=160)
    parser.add_argument("--articles", type=int, default=700)
    parser.add_argument("--texts", action="store_true", help="through plugins and catalogue")
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    country = Country(asked.seed, asked.directives, asked.articles)
    results = []
    for order in range(ORDERS):
        papers = list(country.papers)
        random.Random(order).shuffle(papers)  # noqa: S311 - not for secrets
        results.append(by_texts(papers, asked.jobs) if asked.texts else by_claims(papers))
    (found, truth), *others = results
    precision, recall, f1 = b_cubed(found, truth)
    left = sum(cluster.startswith("open ") for cluster in found.values())
    _row("mentions", str(len(truth)))
    _row("codes", str(len({d.code for d in country.directives})))
    _row("precision", f"{precision:.4f}")
    _row("recall", f"{recall:.4f}")
    _row("F1", f"{f1:.4f}")
    _row("left open", f"{left / len(truth):.2%}")
    _row("ten orders", "the same" if all(f == found for f, _ in others) else "DIFFERENT")


def _row(name: str, value: str) -> None:
    sys.stdout.write(f"{name:<20}{value}\n")


if __name__ == "__main__":
    main()
