"""A small country: what was issued, on what it rests, and who acts on it, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from indexer.models import Annotations, Article, Code, Directive, Link, Relation
from indexer.report.beside import Beside
from indexer.store.index import Index
from indexer.store.sources import Source


class Known(NamedTuple):
    """A row of the place table."""

    name: str
    level: str
    province: str | None = None
    until: str | None = None
    into: str | None = None


PLACES = (
    Known("Hà Nội", "thành phố"),
    Known("Bắc Ninh", "tỉnh"),
    Known("Bắc Ninh", "thành phố", "Bắc Ninh", "2025-06-30"),
    Known("Quế Võ", "huyện", "Bắc Ninh", "2025-06-30"),
    Known("Gia Bình", "huyện", "Bắc Ninh", "2025-06-30"),
    Known("Tiên Du", "huyện", "Bắc Ninh", "2020-01-01"),
    Known("Thái Bình", "tỉnh", None, "2025-06-30", "Hưng Yên"),
    Known("Tiền Hải", "huyện", "Thái Bình", "2025-06-30"),
    Known("Châu Thành", "huyện", "An Giang"),
    Known("Châu Thành", "huyện", "Long An"),
    Known("An Giang", "tỉnh"),
    Known("Long An", "tỉnh"),
    Known("Lạng Sơn", "tỉnh"),
)
COMMUNES = (
    Known("Phương Liễu", "phường", "Bắc Ninh"),
    Known("Phương Liễu", "xã", "Bắc Ninh"),
    Known("Nhân Hòa", "xã", "Bắc Ninh"),
    Known("Phương Liễu", "xã", "Hà Nội"),
)


class Told(NamedTuple):
    """What an article tells: "code issuer" of directives, ties of codes, units that act."""

    id: str
    place: str | None
    directives: dict[str, str]
    ties: tuple[tuple[str, str, str], ...] = ()
    acts: tuple[tuple[str, str, str], ...] = ()
    own: str | None = None
    more: str = ""


TOP = {"20-NQ/TW": "Ban Chấp hành Trung ương"}
PROGRAMME = {"15-CTr/TU": "Tỉnh ủy Bắc Ninh"}
PLAN = {"33-KH/HU": "Huyện ủy Quế Võ"}
LAW = {"30/2020/NĐ-CP": "Chính phủ"}

ARTICLES = (
    Told("top", None, TOP, own="20-NQ/TW"),
    Told("programme", "tỉnh Bắc Ninh", TOP | PROGRAMME, (("15-CTr/TU", "implements", "20-NQ/TW"),)),
    Told(
        *("plan", "huyện Quế Võ", PROGRAMME | PLAN),
        (("33-KH/HU", "based_on", "15-CTr/TU"), ("33-KH/HU", "implements", "15-CTr/TU")),
        (("Đảng ủy xã Phương Liễu", "implements", "33-KH/HU"),),
    ),
    Told(
        *("coast", "huyện Tiền Hải", TOP, ()),
        (("Huyện ủy Tiền Hải", "reviews", "20-NQ/TW"), ("các xã", "implements", "20-NQ/TW")),
    ),
    Told("border", None, TOP, (), (("Tỉnh ủy Lạng Sơn", "planned", "20-NQ/TW"),)),
    Told("ministry", None, TOP, (), (("Bộ Nội vụ", "advises", "20-NQ/TW"),)),
    Told("named", None, TOP, more=" Đồng chí Bí thư Huyện uỷ Gia Bình đã dự hội nghị."),
    Told("law", None, LAW | PLAN, (("33-KH/HU", "cites", "30/2020/NĐ-CP"),)),
)


def annotated(told: Told) -> Annotations:
    """The article, with each thing that it tells in a line of its own."""
    lines = [
        *told.directives,
        *(" ".join(tie) for tie in told.ties),
        *(" ".join(act) for act in told.acts),
    ]
    text = "\n".join(lines) + told.more
    spans = {
        line: {"start": text.index(line), "end": text.index(line) + len(line)} for line in lines
    }
    codes = [
        Code(**spans[code], text=code, code=code, form="full", own=code == told.own)
        for code in told.directives
    ]
    found = [
        Directive(**spans[c.code], text=c.code, code=c.code, issuer=issuer, codes=(c.start,))
        for c, issuer in zip(codes, told.directives.values(), strict=True)
    ]
    ties = [
        Relation(
            **spans[" ".join((source, relation, target))],
            text=" ".join((source, relation, target)),
            source=source,
            target=target,
            relation=relation,
        )
        for source, relation, target in told.ties
    ]
    acts = [
        Link(
            **spans[" ".join((unit, done, code))],
            text=" ".join((unit, done, code)),
            unit=unit,
            directive=code,
            relation="implements" if done == "planned" else done,
            planned=done == "planned",
        )
        for unit, done, code in told.acts
    ]
    about = {"published": "2020-05-01", "place": told.place}
    article = Article(id=told.id, path=f"{told.id}.txt", text=text, **about)
    return Annotations(article=article, found={"hand": (*codes, *found, *ties, *acts)})


@pytest.fixture(scope="session")
def country_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the index of the country."""
    folder = tmp_path_factory.mktemp("country")
    with Index.create(folder) as index, index.writer() as writer:
        for told in ARTICLES:
            writer.add(Source(f"{told.id}.txt"), [annotated(told)])
    return folder


@pytest.fixture(scope="session")
def country(country_folder: Path) -> Iterator[Index]:
    """The index of the country, open."""
    with Index.open(country_folder) as index:
        yield index


@pytest.fixture(scope="session")
def beside() -> Beside:
    """The place table of the country."""
    names = {place.name for place in PLACES}
    places = {name: tuple(p for p in PLACES if p.name == name) for name in names}
    return Beside(places, COMMUNES)
