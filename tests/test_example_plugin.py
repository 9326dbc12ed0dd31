"""The example plugin of docs/ installs, is found and runs; one that raises harms no other."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[1] / "docs" / "example-plugin"
TEXT = """UBND xã Bình Minh triển khai Kế hoạch số 118/KH-UBND ngày 24/5/2022 về nước sạch. \
Mọi ý kiến gửi Hội Nông dân xã Bình Minh, điện thoại 0912 345 678."""
NUMBER = "0912 345 678"
FAILS = '''"""Fails after its first finding."""

from indexer.models import Finding


def extract(article, found):
    yield Finding(start=0, end=4, text="UBND", value="lost")
    raise RuntimeError("out of luck")
'''


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the example is installed into, as from a network that is not there."""
    target = tmp_path_factory.mktemp("site")
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    run("pip", "install", *options, "--target", target, PROJECT)
    return target


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bài.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def unlucky(tmp_path: Path) -> Path:
    """A folder with a plugin that raises."""
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "unlucky.py").write_text(FAILS, encoding="utf-8")
    return folder


def run(module: str, *words: str | Path, site: Path | None = None) -> tuple[str, str]:
    """What `python -m MODULE` prints on stdout and stderr, with *site* among its packages."""
    here = os.environ | ({"PYTHONPATH": str(site)} if site else {})
    here.pop("TRACUU_PLUGINS", None)
    command = [sys.executable, "-m", module, *map(str, words)]
    done = subprocess.run(command, env=here, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def extract(article: Path, *words: str | Path, site: Path | None = None) -> tuple[Any, str]:
    """The record of *article*, and what stands on stderr."""
    out, err = run("cli", "extract", article, "--json", *words, site=site)
    (record,) = json.loads(out)
    return record, err


def test_it_is_found_with_its_package_and_version(site: Path) -> None:
    listed = {row["name"]: row for row in json.loads(run("cli", "plugins", "--json", site=site)[0])}

    assert listed["phones"]["origin"] == "package tracuu-phones"
    assert listed["phones"]["version"] == "1.0.0"
    assert list(listed).index("organisations") < list(listed).index("phones")


def test_what_it_finds_stands_under_annotations(site: Path, article: Path) -> None:
    record, err = extract(article, site=site)
    start = record["text"].index(NUMBER)

    assert record["annotations"] == {
        "phones": [
            {
                "start": start,
                "end": start + len(NUMBER),
                "text": NUMBER,
                "value": "0912345678",
                "attributes": {"organisation": "Hội Nông dân xã Bình Minh"},
            }
        ]
    }
    assert [code["code"] for code in record["codes"]] == ["118/KH-UBND"]
    assert (record["failures"], err) == ([], "")


def test_as_a_plain_file_in_a_folder_it_finds_the_same(
    site: Path, article: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    shutil.copy(PROJECT / "tracuu_phones.py", folder)

    assert extract(article, "--plugins", folder) == extract(article, site=site)


def test_one_that_raises_loses_its_own_findings_only_and_is_named(
    site: Path, article: Path, unlucky: Path
) -> None:
    alone, _ = extract(article, site=site)
    record, err = extract(article, "--plugins", unlucky, site=site)

    assert record["failures"] == [{"plugin": "unlucky", "reason": "RuntimeError: out of luck"}]
    assert {**record, "failures": []} == alone
    assert "plugin 'unlucky' failed: RuntimeError: out of luck" in err


def test_what_is_ingested_with_one_that_raises_is_whole(
    site: Path, article: Path, unlucky: Path, tmp_path: Path
) -> None:
    index = ("--index", tmp_path / "index", "--json")

    report = json.loads(run("cli", "ingest", article, "--plugins", unlucky, *index, site=site)[0])

    assert (report["added"], report["failed"]) == (1, [])
    assert [(f["plugin"], f["articles"]) for f in report["plugin_failures"]] == [("unlucky", 1)]
    found = json.loads(run("cli", "show", "118/KH-UBND", *index)[0])
    assert found["directive"]["code"] == "118/KH-UBND"


def test_its_own_tests_pass(site: Path) -> None:
    run("pytest", "-q", "-p", "no:cacheprovider", PROJECT / "tests", site=site)
