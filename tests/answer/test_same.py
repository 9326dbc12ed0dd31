"""Near-duplicates are one hit with the others beside it, and count once in all reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import cli
from indexer.answer.filters import Filters
from indexer.answer.search import Question, search
from indexer.answer.show import show
from indexer.models import Annotations, Article, Code, Directive, Doubt, Link, Relation, Statistic
from indexer.report.beside import Beside
from indexer.report.graph import records
from indexer.report.graph.collect import Wanted, graph
from indexer.report.rows import report
from indexer.report.sheet import Report
from indexer.report.tables import as_markdown
from indexer.store.index import Index
from indexer.store.sources import Source
from indexer.text.places import places

CODE, BASE = "15-CT/TU", "20-NQ/TW"
ACT = f"Huyện ủy Hòa An quán triệt Chỉ thị {CODE} căn cứ Nghị quyết {BASE}"
NEWS = f"""{ACT} tới từng chi bộ. Sau hội nghị, các đoàn thể ra quân dọn vệ sinh, trồng hoa dọc
đường làng, sửa lại biển chỉ dẫn và thắp sáng những ngõ tối. Bà con góp công, góp của, nhiều nhà tự
lùi hàng rào cho lối đi rộng hơn. Đến nay đã có 35 tuyến đường hoa được nghiệm thu, chuẩn bị đón du
khách về dự lễ hội xuân của vùng ven sông, nơi có những phiên chợ quê lâu đời."""
OTHER = (
    f"{ACT}. Nơi khác thì mới họp bàn, chưa làm được bao nhiêu vì còn chờ kinh phí của cấp trên."
)


def said(name: str, text: str, published: str | None, place: str) -> Annotations:
    """An article in which all is found that the reports tell of."""

    def at(part: str) -> dict[str, Any]:
        return {"start": text.index(part), "end": text.index(part) + len(part), "text": part}

    found = [
        Code(**at(CODE), code=CODE, body="TU", form="full"),
        Code(**at(BASE), code=BASE, body="TW", form="full"),
        *(
            Directive(**at(code), code=code, codes=(text.index(code),), issuer=issuer)
            for code, issuer in ((CODE, "Tỉnh ủy Cao Bằng"), (BASE, "Trung ương"))
        ),
        Link(**at(ACT), unit="Huyện ủy Hòa An", directive=CODE, relation="implements"),
        Relation(**at(ACT), source=CODE, target=BASE, relation="based_on"),
        Doubt(**at(CODE), directive=CODE, kind="date", why="không có ngày"),
    ]
    if "35 tuyến" in text:
        figure = at("35 tuyến đường hoa")
        found.append(Statistic(**figure, value=35, what="tuyến đường hoa", directive=CODE))
    about = {"published": published, "place": place, "url": f"https://{name}.example/"}
    article = Article(id=name, path=f"{name}.txt", text=text, title=name, **about)
    return Annotations(article=article, found={"hand": tuple(found)})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("same")
    copies = [
        said("portal", f"Hòa An vào xuân\n{NEWS}", "2020-02-02", "huyện Hòa An"),
        said("paper", NEWS, "2020-02-01", "tỉnh Cao Bằng"),
        said("radio", f"{NEWS}\nTheo Báo Cao Bằng", "2020-02-03", "tỉnh Cao Bằng"),
        said("other", OTHER, "2020-03-01", "tỉnh Cao Bằng"),
    ]
    with Index.create(made) as index, index.writer() as writer:
        for each in copies:
            writer.add(Source(each.article.path), [each])
    return made


@pytest.fixture
def index(folder: Path) -> Iterator[Index]:
    with Index.open(folder) as opened:
        yield opened


COPIES = {"portal", "paper", "radio"}


@pytest.mark.parametrize("query", ["hoa", CODE, "35", "date:[2020 TO 2020]"])
def test_a_group_is_one_hit_with_the_others_beside_it(index: Index, query: str) -> None:
    answer = search(index, Question(query=query))
    hits = [hit for hit in answer["hits"] if hit["id"] in COPIES]

    assert len(hits) == 1
    assert answer["total"] == len(answer["hits"])
    assert {other["id"] for other in hits[0]["same"]} == COPIES - {hits[0]["id"]}
    assert all(other["url"] == f"https://{other['id']}.example/" for other in hits[0]["same"])


def test_each_is_a_hit_where_all_are_asked_for(index: Index) -> None:
    answer = search(index, Question(query=CODE, every=True))

    assert answer["total"] == 4
    assert {hit["id"] for hit in answer["hits"]} == {*COPIES, "other"}
    assert answer["facets"]["unit"] == [{"value": "Huyện ủy Hòa An", "count": 4}]


def test_pages_hold_groups(index: Index) -> None:
    pages = [search(index, Question(query=CODE, limit=1, offset=n))["hits"] for n in range(3)]

    assert [len(page) for page in pages] == [1, 1, 0]
    assert pages[0][0]["id"] != pages[1][0]["id"]


def test_a_filter_leaves_the_best_of_those_that_pass(index: Index) -> None:
    narrowed = Question(query="hoa", filters=Filters(place="huyện Hòa An"))

    assert [hit["id"] for hit in search(index, narrowed)["hits"]] == ["portal"]


def test_facets_count_a_group_once(index: Index) -> None:
    found = search(index, Question(query=CODE))["facets"]

    assert found["unit"] == [{"value": "Huyện ủy Hòa An", "count": 2}]
    assert found["year"] == [{"value": "2020", "count": 2}]
    assert found["place"] == [
        {"value": "tỉnh Cao Bằng", "count": 2},
        {"value": "huyện Hòa An", "count": 1},  # as one of the group has it
    ]


def test_directives_count_a_group_once(index: Index) -> None:
    assert {d["articles"] for d in search(index, Question(query=CODE))["directives"]} == {2}


def test_an_article_tells_its_group_the_first_published_in_front(index: Index) -> None:
    assert [other["id"] for other in show(index, "radio")["same"]] == ["paper", "portal"]
    assert show(index, "other")["same"] == []


def test_what_units_did_and_achieved_is_shown_once(index: Index) -> None:
    shown = show(index, CODE)
    (unit,), (figure,) = shown["units"], shown["statistics"]

    assert (len(unit["articles"]), unit["number"]) == (4, 2)
    assert (figure["article"], figure["same"]) == ("paper", ["portal", "radio"])
    assert [(d["article"], d["same"]) for d in shown["doubts"]] == [
        ("paper", ["portal", "radio"]),
        ("other", []),
    ]


def test_an_act_that_near_duplicates_tell_is_one_event_on_the_first_day(index: Index) -> None:
    acts = [event for event in show(index, CODE)["timeline"] if event["event"] == "act"]

    assert [(event["date"], event["number"]) for event in acts] == [
        ("2020-02-01", 1),
        ("2020-03-01", 1),
    ]
    assert acts[0]["articles"] == ["paper", "portal", "radio"]


def test_an_act_has_the_day_that_any_of_its_near_duplicates_tells(tmp_path: Path) -> None:
    copies = [
        said("paper", NEWS, "2020-02-01", ""),
        said("wall", f"{NEWS}\nBảng tin", None, ""),
    ]
    with Index.create(tmp_path / "index") as made:
        with made.writer() as writer:
            for each in copies:
                writer.add(Source(each.article.path), [each])
        shown = show(made, CODE)

    (act,) = (e for e in (*shown["timeline"], *shown["undated"]) if e["event"] == "act")
    assert (act["date"], act["dated_by"]) == ("2020-02-01", "article")
    assert sorted(act["articles"]) == ["paper", "wall"]


def test_mentions_and_relations_tell_their_group(index: Index) -> None:
    shown = show(index, CODE)

    for part in ("mentions", "relations"):
        told = {row["article"]: row["group"] for row in shown[part]}
        assert told == {**dict.fromkeys(COPIES, "paper"), "other": "other"}


def test_the_card_counts_a_group_once(folder: Path) -> None:
    result = CliRunner().invoke(cli.main, ["show", CODE, "--index", str(folder)])
    output = " ".join(result.output.replace("│", " ").split())

    assert "2 bài viết, 2 lần nhắc, 1 đơn vị" in output
    assert f"{CODE} căn cứ {BASE} · 2 bài" in output
    assert output.count("paper · 2020-02-01 · +2 bài trùng nội dung") == 3  # figure, doubt, place
    assert "portal" not in output.partition("Nơi nhắc đến")[2]
    assert "tracuu show" not in output.partition("Nơi nhắc đến")[2]  # nothing is left out


def rows(index: Index, name: str, **wanted: str) -> list[dict[str, Any]]:
    return report(index, name, Filters(**wanted), Beside(places(), ["Huyện ủy Bảo Lạc"]))


NUMBERED = ["implementers", "units", "directives", "red-links", "doubts"]


@pytest.mark.parametrize("name", NUMBERED)
def test_a_row_has_all_ids_and_counts_a_group_once(index: Index, name: str) -> None:
    row, *_ = rows(index, name, code=CODE)

    assert (len(row["articles"]), row["number"]) == (4, 2)
    assert "| 2 |" in as_markdown(Report(name, [row]))


def test_evidence_is_that_of_the_first_published(index: Index) -> None:
    (row,) = rows(index, "implementers", code=CODE)

    assert (row["evidence"], row["first"], row["last"]) == (ACT, "2020-02-01", "2020-03-01")


def test_a_figure_is_told_once(index: Index) -> None:
    (figure,) = rows(index, "statistics")

    assert (figure["article"], figure["same"]) == ("paper", ["portal", "radio"])


def test_a_figure_in_other_words_is_told_once(tmp_path: Path) -> None:
    edited = NEWS.replace("Đến nay đã có 35", "Hiện đã có 35")
    copies = [said("paper", NEWS, "2020-02-01", ""), said("blog", edited, "2020-02-02", "")]
    with Index.create(tmp_path / "index") as made:
        with made.writer() as writer:
            for each in copies:
                writer.add(Source(each.article.path), [each])
        (row,) = rows(made, "statistics")
        (total,) = report(made, "statistics", Filters(), by="directive")

    assert (row["article"], row["same"]) == ("paper", ["blog"])
    assert "group" not in row
    assert [figure["number"] for figure in (*total["added"], *total["apart"])] == [1]


def test_a_sum_adds_a_figure_once(index: Index) -> None:
    (row,) = report(index, "statistics", Filters(), by="directive")
    (figure,) = (*row["added"], *row["apart"])

    assert (figure["value"], figure["number"], len(figure["articles"])) == (35, 1, 3)


def test_a_figure_that_one_article_tells_twice_stays_twice(tmp_path: Path) -> None:
    twice = said("twice", NEWS, "2020-01-01", "tỉnh Cao Bằng")
    figure = twice.of(Statistic)[0]
    again = (*twice.found["hand"], figure.model_copy(update={"start": figure.start + 1}))
    with Index.create(tmp_path / "index") as made:
        with made.writer() as writer:
            said_twice = Annotations(article=twice.article, found={"hand": again})
            writer.add(Source("twice.txt"), [said_twice])
            writer.add(Source("paper.txt"), [said("paper", f"{NEWS} Hết.", "2020-01-02", "")])

        assert [row["same"] for row in rows(made, "statistics")] == [["paper"], []]


def test_red_links_count_what_the_most_speaking_of_a_group_says(index: Index) -> None:
    (row,) = rows(index, "red-links", code=CODE)

    assert row["mentions"] == 2


def test_cells_of_the_matrix_and_steps_of_a_chain_count_a_group_once(index: Index) -> None:
    (cell,) = rows(index, "matrix", code=CODE)[0]["directives"]
    steps = [row for row in rows(index, "chain", code=CODE) if row["articles"]]

    assert cell["number"] == 2
    assert {row["number"] for row in steps} == {2}


def test_a_line_of_a_graph_is_as_strong_as_its_groups(index: Index) -> None:
    (tie,) = (
        e
        for e in records.edges(graph(index, Wanted(Filters()), places()))
        if e["relation"] == "based_on"
    )

    assert (tie["number"], len(tie["articles"])) == (2, 4)


def invoke(*words: str | Path) -> Any:
    result = CliRunner().invoke(cli.main, [*map(str, words), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_files_that_come_change_and_go_are_grouped_anew(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", ("--index", tmp_path / "index")
    corpus.mkdir()
    paper, portal = corpus / "paper.txt", corpus / "portal.txt"

    def groups(*options: str) -> list[int]:
        """How many others each hit has beside it, after a run of ingest."""
        invoke("ingest", corpus, *index, "--jobs", "1", *options)
        return [len(hit["same"]) for hit in invoke("search", "hoa", *index)["hits"]]

    paper.write_text(NEWS, encoding="utf-8")
    assert groups() == [0]
    portal.write_text(f"Hòa An vào xuân\n\n{NEWS}", encoding="utf-8")
    assert groups() == [1]
    portal.write_text(f"{NEWS.replace('35 tuyến', '48 tuyến')}\nTheo báo", encoding="utf-8")
    assert groups() == [0, 0]
    portal.write_text(f"{NEWS}\nTheo báo", encoding="utf-8")
    assert groups() == [1]
    portal.rename(corpus / "renamed.txt")
    assert groups("--prune") == [1]
    paper.unlink()
    assert groups("--prune") == [0]
    assert invoke("check", *index)["ok"]


def test_people_read_which_others_there_are(folder: Path) -> None:
    for words in (["search", "hoa"], ["show", "paper"]):
        result = CliRunner().invoke(cli.main, [*words, "--index", str(folder)])

        assert result.exit_code == 0, result.output
        assert "+2 bài trùng nội dung:\n" in result.output
        assert "  radio · 2020-02-03 · https://radio.example/\n" in result.output
    every = CliRunner().invoke(cli.main, ["search", "hoa", "--all", "--index", str(folder)])
    assert every.output.count("+2 bài trùng nội dung") == 3
