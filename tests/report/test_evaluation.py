"""The measure agrees with the reference scorer and names every fault."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from indexer.report.evaluation import (
    BadGold,
    LayerScore,
    NoGold,
    UnknownLayer,
    errors,
    evaluate,
    gold_files,
    layers,
    pairs,
)

SHARED = Path(__file__).parents[3] / "shared" / "gold"
FOLDERS = ("seeds", "dev")


def code(value: str, form: str = "full") -> dict[str, Any]:
    return {"text": value, "code": value, "form": form}


def figure(value: float, unit: str | None, what: str, of: float | None = None) -> dict[str, Any]:
    return {"text": "", "value": value, "of": of, "unit": unit, "what": what}


def link(unit: str, relation: str = "implements") -> dict[str, Any]:
    return {"unit": unit, "directive": "05-NQ/TU", "relation": relation}


def directive(**values: str | None) -> dict[str, Any]:
    return {"code": "05-NQ/TU", "type": None, "issuer": None, "date": None, "title": None} | values


PLANNED, DONE = {"planned": True}, {"planned": False}

# layer, its key, gold, found, hits
ROWS = [
    ("codes", "codes", [code("05-NQ/TU")] * 2, [code("05-NQ/TU")], 1),  # one finding, one hit
    ("codes.short", "codes", [code("05-NQ/TU", "short")], [code("05-NQ/TU")], 0),
    ("codes.full", "codes", [code("05-NQ/TU")], [code("05-NQ/TU"), code("5", "short")], 1),
    ("dates", "dates", [{"value": "2016"}], [{"value": "2016-01"}], 0),
    (
        "statistics",
        "statistics",
        [figure(2.5, "triệu", "khách")],
        [figure(2_500_000, None, "khách")],
        1,
    ),
    ("statistics", "statistics", [figure(7, "m²", "đất")], [figure(7, "mét vuông", "đường")], 1),
    ("statistics", "statistics", [figure(7, "ha", "lúa")], [figure(7, "kg", "thóc")], 0),
    ("statistics", "statistics", [figure(4, None, "xã", 9)], [figure(4, None, "xã")], 0),
    ("statistics+what", "statistics", [figure(7, None, "tổ")], [figure(7, None, "nhà")], 0),
    (
        "statistics+what",  # the one whose noun agrees best is taken, the other stays free
        "statistics",
        [figure(7, None, "tổ hòa giải"), figure(7, None, "tổ xe ôm")],
        [figure(7, None, "tổ xe ôm"), figure(7, None, "tổ hoà giải")],
        2,
    ),
    ("links", "links", [link("UBND xã Vũ Lễ")], [link("Ủy ban nhân dân xã Vũ Lễ")], 1),
    ("links", "links", [link("Đảng ủy xã Vũ Lễ")], [link("Đảng uỷ xã Vũ An")], 1),
    ("links.exact", "links", [link("Đảng ủy xã Vũ Lễ")], [link("Đảng uỷ xã Vũ An")], 0),
    ("links", "links", [link("UBND xã Vũ Lễ")], [link("UBND xã Vũ Lễ", "reviews")], 0),
    ("links", "links", [link("UBND xã Vũ Lễ")], [link("UBND xã Vũ Lễ") | PLANNED], 1),
    ("links.planned", "links", [link("UBND xã Vũ Lễ")], [link("UBND xã Vũ Lễ") | PLANNED], 0),
    ("links.planned", "links", [link("UBND xã Vũ Lễ")], [link("UBND xã Vũ Lễ") | DONE], 1),
    (
        "links.planned",  # the same unit plans and does: each finds its own
        "links",
        [link("UBND xã Vũ Lễ") | PLANNED, link("UBND xã Vũ Lễ")],
        [link("UBND xã Vũ Lễ") | DONE, link("Ủy ban nhân dân xã Vũ Lễ") | PLANNED],
        2,
    ),
    ("directive.type", "directives", [directive(type="Kế hoạch")], [directive(type="kế hoạch")], 1),
    ("directive.date", "directives", [directive(date="2016-02")], [directive(date="2016")], 0),
    ("directive.issuer", "directives", [directive()], [directive(issuer="Tỉnh ủy")], 0),
    ("directive.title", "directives", [directive(title="dồn điền")], [], 0),  # not found: no count
    (
        "directive.issuer",  # two bodies, one code
        "directives",
        [directive(issuer="Tỉnh ủy Lạng Sơn"), directive(issuer="Thành ủy Lạng Sơn")],
        [directive(issuer="Tỉnh ủy Lạng Sơn"), directive(issuer="Thành ủy Lạng Sơn")],
        2,
    ),
]


@pytest.mark.parametrize(("layer", "key", "gold", "found", "hits"), ROWS)
def test_an_item_counts_once_and_for_what_it_says(
    layer: str, key: str, gold: list[Any], found: list[Any], hits: int
) -> None:
    scores = {s.layer: s for s in evaluate([("a", {key: gold}, {key: found})])}

    assert hits == scores[layer].hits


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (LayerScore("codes", 3, 4, 6), (0.5, 0.75, 0.6)),
        (LayerScore("codes", 0, 0, 0), (1.0, 1.0, 1.0)),  # nothing to find, nothing found
        (LayerScore("codes", 0, 0, 2), (0.0, 1.0, 0.0)),
        (LayerScore("codes", 0, 2, 0), (0.0, 0.0, 0.0)),
    ],
)
def test_a_score_tells_precision_recall_and_f1(
    score: LayerScore, expected: tuple[float, ...]
) -> None:
    assert expected == pytest.approx((score.precision, score.recall, score.f1))


def test_errors_are_what_was_missed_and_what_is_surplus() -> None:
    pair = ("a", {"codes": [code("05-NQ/TU")]}, {"codes": [code("06-NQ/TU")]})

    faults = errors([pair], "codes")

    assert faults == [
        ("a", "missed", code("05-NQ/TU"), None),  # no text to find it in
        ("a", "surplus", code("06-NQ/TU"), None),
    ]


TEXT = """Năm 2016 xã làm đường. Năm 2016, xã triển khai Nghị quyết
số 05-NQ/TU. Nghị quyết số 05-NQ/TU được sơ kết năm 2017."""


@pytest.mark.parametrize(
    ("layer", "gold", "found", "sentence"),
    [
        (  # the second of two with the same words
            "dates",
            {"dates": [{"text": "2016", "value": "2016"}, {"text": "2016", "value": "2018"}]},
            {"dates": [{"text": "2016", "value": "2016", "start": 4, "end": 8}]},
            "Năm 2016, xã triển khai Nghị quyết số 05-NQ/TU.",
        ),
        (
            "dates",
            {},
            {"dates": [{"text": "2017", "value": "2017", "start": 109, "end": 113}]},
            "Nghị quyết số 05-NQ/TU được sơ kết năm 2017.",
        ),
        (  # broken over two lines
            "codes",
            {"codes": [code("05-NQ/TU") | {"text": "Nghị quyết số 05-NQ/TU"}]},
            {},
            "Năm 2016, xã triển khai Nghị quyết số 05-NQ/TU.",
        ),
        (  # what has no words of its own: where its directive is first named
            "links",
            {"links": [link("Xã")], "codes": [code("05-NQ/TU")]},
            {},
            "Năm 2016, xã triển khai Nghị quyết số 05-NQ/TU.",
        ),
        ("codes", {"codes": [code("09-NQ/TU")]}, {}, None),  # words that the text does not have
    ],
)
def test_an_error_is_shown_with_its_sentence(
    layer: str, gold: dict[str, Any], found: dict[str, Any], sentence: str | None
) -> None:
    faults = errors([("a", gold, {"text": TEXT, **found})], layer)

    assert [fault.sentence for fault in faults] == [sentence]


def test_a_wrong_attribute_is_shown_with_its_code() -> None:
    pair = (
        "a",
        {"directives": [directive(date="2016")]},
        {"directives": [directive(date="2017")]},
    )

    missed, surplus = errors([pair], "directive.date")

    assert missed[:3] == ("a", "missed", {"code": "05-NQ/TU", "date": "2016"})
    assert surplus[:3] == ("a", "surplus", {"code": "05-NQ/TU", "date": "2017"})


def test_an_unknown_layer_is_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownLayer, match=r"'colours'. Known: codes, .*directive.title"):
        errors([], "colours")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def extract(path: Path) -> list[dict[str, Any]]:
    """A stand-in for the command: one code, told from the file; records by their ids."""
    if path.suffix == ".jsonl":
        ids = [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]
    else:
        ids = [path.stem]
    return [{"article": {"id": i}, "codes": [code(f"{i}-{path.suffix}")]} for i in ids]


def test_gold_pairs_with_the_file_beside_it_above_it_or_the_record(tmp_path: Path) -> None:
    for name in ("beside", "above", "7"):
        write(tmp_path / "gold" / f"{name}.json", "{}")
    write(tmp_path / "gold" / "beside.txt", "")
    write(tmp_path / "above.html", "")
    write(tmp_path / "news.jsonl", '{"id": 6, "text": ""}\n{"id": 7, "text": ""}\n')

    found = {
        name: f["codes"][0]["code"] for name, _, f in pairs(gold_files(tmp_path / "gold"), extract)
    }

    assert found == {"beside": "beside-.txt", "above": "above-.html", "7": "7-.jsonl"}


def test_an_article_that_cannot_be_read_counts_as_nothing_found(tmp_path: Path) -> None:
    write(tmp_path / "a.json", json.dumps({"codes": [code("05-NQ/TU")]}))
    write(tmp_path / "a.txt", "")

    scores = evaluate(pairs(gold_files(tmp_path), lambda _: []))

    assert LayerScore("codes", 0, 1, 0) in scores


@pytest.mark.parametrize(
    ("files", "error", "reason"),
    [
        ({}, NoGold, "No gold files in"),
        ({"a.json": "{"}, BadGold, "no JSON"),
        ({"a.json": "[]"}, BadGold, "no JSON object"),
        ({"a.json": "{}", "b.txt": ""}, BadGold, "no article of that name"),
        ({"a.json": "[" * 100_000}, BadGold, "no JSON"),
        ({"a.json": '{"codes": 5}'}, BadGold, "'codes' is no list"),
        ({"a.json": '{"codes": {"code": "05-NQ/TU"}}'}, BadGold, "'codes' is no list"),
        ({"a.json": '{"dates": ["2016"]}'}, BadGold, "item 1 of 'dates' is no JSON object"),
        ({"a.json": '{"codes": [{"code": "5"}, {}]}'}, BadGold, "item 2 of 'codes' has no.*'code'"),
        ({"a.json": '{"directives": [{"code": null}]}'}, BadGold, "no usable 'code'"),
        ({"a.json": '{"statistics": [{"value": "7"}]}'}, BadGold, "no usable 'value'"),
        ({"a.json": '{"links": [{"unit": "UBND"}]}'}, BadGold, "no usable 'directive'"),
        ({"x.json/b.txt": ""}, NoGold, "No gold files in"),  # a folder of that name is none
    ],
)
def test_a_folder_that_cannot_be_measured_says_why(
    tmp_path: Path, files: dict[str, str], error: type[Exception], reason: str
) -> None:
    for name, text in files.items():
        write(tmp_path / name, text)

    with pytest.raises(error, match=reason):
        gold_files(tmp_path)


def test_a_layer_may_be_null_or_not_there(tmp_path: Path) -> None:
    write(tmp_path / "a.json", '{"codes": null, "links": []}')
    write(tmp_path / "a.txt", "")

    assert all(score.gold == 0 for score in evaluate(pairs(gold_files(tmp_path), lambda _: [])))


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/gold is not there to compare with")
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_measure_agrees_with_the_reference_scorer(folder: str, tmp_path: Path) -> None:
    gold = gold_files(SHARED / folder)
    damaged = {g.name: damage(g.gold, random.Random(g.name)) for g in gold}
    for name, record in damaged.items():
        write(tmp_path / f"{name}.json", json.dumps(record))
    expected = reference().score(SHARED / folder, tmp_path)

    scores = evaluate((g.name, g.gold, damaged[g.name]) for g in gold)

    assert set(layers()) - expected.keys() == {"links.planned"}  # which is ours alone
    for score in (s for s in scores if s.layer in expected):
        row, wanted = score.as_row(), expected[score.layer]
        if "accuracy" in wanted:
            assert (wanted["accuracy"], wanted["n"]) == (row["f1"], row["gold"]), score.layer
        else:
            assert (wanted["p"], wanted["r"], wanted["f1"]) == (
                row["precision"],
                row["recall"],
                row["f1"],
            ), score.layer


def reference() -> Any:
    spec = importlib.util.spec_from_file_location("reference_score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def damage(gold: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    """*gold* as a poor extractor would find it: items lost, doubled, and altered in all ways."""
    return {
        key: [alter(item, chance) for item in value for _ in range(chance.choice((0, 1, 1, 1, 2)))]
        if isinstance(value, list)
        else value
        for key, value in gold.items()
    }


def alter(item: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    key = chance.choice(list(item))
    value = item[key]
    if chance.random() < 0.6 or value is None:
        return item
    if isinstance(value, str):
        words = value.replace("ủy", "uỷ").split()
        return item | {
            key: " ".join(words[: chance.randint(1, len(words))]) + chance.choice(("", " x"))
        }
    return item | {key: value * chance.choice((1, 1000))}
