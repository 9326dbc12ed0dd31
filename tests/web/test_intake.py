"""Files that are handed in: taken in, kept in the index folder, within bounds."""

from __future__ import annotations

import io
import os
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from telling import run_apart

from indexer.store.index import Index
from indexer.web.taking import Busy, Taking
from indexer.web.uploads import FOLDER, safe_name

Own = Callable[..., TestClient]
Files = list[tuple[str, tuple[str, bytes]]]

PLAN = "UBND xã Sơn Đông ban hành Kế hoạch số 48/KH-UBND ngày 06/5/2021 về trồng cây."


def token_of(markup: str) -> str:
    """What the forms of a page carry."""
    found = re.search(r'name="token" value="([0-9a-f]+)"', markup)
    assert found
    return found[1]


def hand_in(client: TestClient, files: Files, **fields: str) -> int:
    """Choose *files* and press the button."""
    fields["token"] = token_of(client.get("/intake").text)
    return client.post("/intake", data=fields, files=files, follow_redirects=False).status_code


def ended(client: TestClient) -> str:
    """What the page tells when all is taken in."""
    for _ in range(600):
        told = client.get("/intake/progress").text
        if "hx-get" not in told:
            return told
        time.sleep(0.1)
    raise AssertionError("it does not end")


def kept(folder: Path) -> list[str]:
    """What lies in the folder of uploads."""
    return sorted(p.name for p in (folder / FOLDER).rglob("*") if p.is_file())


def test_what_is_dropped_can_be_searched(own: Own, tmp_path: Path) -> None:
    client = own()
    assert "/directive?id=48-kh-ubnd" not in client.get("/?q=48/KH-UBND").text

    files = [("files", ("kế hoạch.txt", PLAN.encode())), ("files", ("hỏng.pdf", b"%PDF-1.4 no"))]
    assert hand_in(client, files, place="xã Sơn Đông, tỉnh Bắc Giang") == 303
    told = ended(client)

    assert re.search(r"Thêm mới</dt><dd>1<", told)
    assert "hỏng.pdf" in told  # with its reason
    found = client.get("/?q=48/KH-UBND").text
    assert "/directive?id=48-kh-ubnd" in found
    assert kept(tmp_path / "index") == ["hỏng.pdf", "kế hoạch.txt"]
    assert "/runs/" in client.get("/state").text


def test_the_same_file_is_kept_once(own: Own, tmp_path: Path) -> None:
    client = own()
    for _ in range(2):
        hand_in(client, [("files", ("a.txt", PLAN.encode()))])
        told = ended(client)

    assert re.search(r"Không đổi</dt><dd>1<", told)
    assert kept(tmp_path / "index") == ["a.txt"]


def test_two_files_of_one_name_are_both_kept(own: Own, tmp_path: Path) -> None:
    client = own()
    other = PLAN.replace("48", "49")
    hand_in(client, [("files", ("a.txt", t.encode())) for t in (PLAN, other)])
    told = ended(client)

    assert re.search(r"Thêm mới</dt><dd>2<", told)
    assert kept(tmp_path / "index") == ["a.txt", "a.txt"]


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil.txt", "..\\..\\evil.txt", "C:\\evil.txt", "a/../evil.txt"]
)
def test_no_name_leads_out_of_the_folder(own: Own, tmp_path: Path, name: str) -> None:
    client = own()
    hand_in(client, [("files", (name, PLAN.encode()))])
    ended(client)

    assert kept(tmp_path / "index") == ["evil.txt"]
    assert [p for p in tmp_path.rglob("evil.txt") if FOLDER not in p.parts] == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Báo cáo 12.docx", "Báo cáo 12.docx"),
        ("../a.txt", "a.txt"),
        ("..", "tệp"),
        ("", "tệp"),
        (".hidden", "hidden"),  # a hidden file would be passed over
        ("~$a.docx", "a.docx"),
        ("a\tb\u202e.txt", "a b.txt"),
        ("con.txt", "_con.txt"),
        ("a:b*c?.txt", "a b c .txt"),
        ("x" * 400 + ".docx", "x" * 195 + ".docx"),
        ("ệ" * 200 + ".docx", "ệ" * 65 + ".docx"),
    ],
)
def test_names_are_as_every_disk_takes_them(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_too_many_are_refused_and_nothing_of_them_stays(own: Own, tmp_path: Path) -> None:
    client = own(max_files=1)

    assert hand_in(client, [("files", (f"{n}.txt", b"x")) for n in range(2)]) == 413
    assert kept(tmp_path / "index") == []


def test_too_much_is_refused_and_nothing_of_it_stays(own: Own, tmp_path: Path) -> None:
    client = own(max_upload=10_000)

    assert hand_in(client, [("files", ("a.txt", b"x" * 20_000))]) == 413
    assert kept(tmp_path / "index") == []


def test_an_empty_file_is_told_beside_the_others(own: Own) -> None:
    client = own()
    files = [("files", ("trống.txt", b"")), ("files", ("a.txt", PLAN.encode()))]

    assert hand_in(client, files) == 303
    told = ended(client)

    assert re.search(r"Thêm mới</dt><dd>1<", told)
    assert re.search(r"<li>trống\.txt: ", told)


def test_what_an_archive_holds_is_told_with_its_archive(own: Own) -> None:
    client = own()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("báo cáo/uploads/bảng.xlsx", b"no workbook")
    hand_in(client, [("files", ("tháng 5.zip", packed.getvalue()))])

    assert "<li>tháng 5.zip/báo cáo/uploads/bảng.xlsx: " in ended(client)


def test_files_that_come_while_others_are_taken_in_are_not_kept(
    own: Own, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two people press the button: whose files are there first has them taken in."""

    def busy(*_: object) -> None:
        raise Busy

    client = own()
    hand_in(client, [("files", ("a.txt", PLAN.encode()))])
    ended(client)
    monkeypatch.setattr(Taking, "start", busy)

    files = [("files", (f"{name}.txt", f"{PLAN} {name}".encode())) for name in "bc"]
    assert hand_in(client, [*files, ("files", ("a.txt", PLAN.encode()))]) == 409
    assert kept(tmp_path / "index") == ["a.txt"]


def test_what_a_kill_left_half_sent_goes_with_the_next_start(own: Own, tmp_path: Path) -> None:
    coming = [tmp_path / "index" / FOLDER / name for name in (".old", ".new")]
    for folder in coming:
        folder.mkdir(parents=True)
        (folder / "0").write_bytes(b"half")
    days_ago = time.time() - 2 * 24 * 3600
    os.utime(coming[0], (days_ago, days_ago))

    own()

    assert [folder.exists() for folder in coming] == [False, True]


def test_one_who_goes_away_while_sending_leaves_nothing(
    own: Own, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    client = own()
    token = token_of(client.get("/intake").text)
    part = 'Content-Disposition: form-data; name="{}"'
    begun = "\r\n".join(
        ["--b", part.format("token"), "", token, "--b", part.format('files"; filename="a.txt'), ""]
    )
    sent = iter([{"type": "http.request", "body": f"{begun}\r\nabc".encode(), "more_body": True}])

    async def receive() -> dict[str, object]:
        return next(sent, {"type": "http.disconnect"})

    async def send(_: object) -> None: ...

    known = client.cookies["tracuu-8765"]
    headers = {
        "host": "127.0.0.1:8765",
        "content-type": "multipart/form-data; boundary=b",
        "cookie": f"tracuu-8765={known}",
    }
    scope = {"type": "http", "method": "POST", "path": "/intake", "query_string": b""}
    scope |= {"headers": [(key.encode(), value.encode()) for key, value in headers.items()]}
    run_apart(client.app(scope, receive, send))

    assert kept(tmp_path / "index") == []
    assert "Traceback" not in capfd.readouterr().err


def test_no_file_is_told(own: Own) -> None:
    assert hand_in(own(), [("files", ("", b""))]) == 400


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", b"x"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"no form"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data"),
        ("multipart/form-data; boundary=b", b"--b\r\n" + b"x" * 20_000 + b": y\r\n"),
        ("", b""),
    ],
)
def test_what_is_no_form_is_told(own: Own, kind: str, body: bytes) -> None:
    client = own()
    client.get("/")

    answer = client.post("/intake", content=body, headers={"content-type": kind})

    assert answer.status_code in (400, 403)


def test_a_file_before_the_token_is_not_written(own: Own, tmp_path: Path) -> None:
    client = own()
    token = token_of(client.get("/intake").text)
    head = 'Content-Disposition: form-data; name="{}"'
    body = "\r\n".join(
        [
            *("--b", head.format('files"; filename="a.txt'), "", PLAN),
            *("--b", head.format("token"), "", token, "--b--", ""),
        ]
    )

    answer = client.post(
        "/intake",
        content=body.encode(),
        headers={"content-type": "multipart/form-data; boundary=b"},
    )

    assert answer.status_code == 403
    assert kept(tmp_path / "index") == []


def test_another_writer_is_told(own: Own, tmp_path: Path) -> None:
    client = own()
    with Index.open(tmp_path / "index") as index, index.writer():
        hand_in(client, [("files", ("a.txt", PLAN.encode()))])
        told = ended(client)

    assert "Another tracuu is writing" in told


def test_readers_go_on_and_see_what_a_writer_has_written(own: Own, tmp_path: Path) -> None:
    client = own()
    with Index.open(tmp_path / "index") as index:
        with index.writer():
            assert client.get("/?q=dân vận").status_code == 200
        index.reindex()

    assert "/article?id=notice" in client.get("/?q=dân vận").text
