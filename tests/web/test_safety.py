"""What strangers try: other names, other pages' forms, scripts in titles, paths, passwords."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import said  # the small index is made of these
from fastapi.testclient import TestClient
from markupsafe import escape

from indexer.models import Code, Directive, Statistic
from indexer.store.index import Index
from indexer.store.sources import Source
from indexer.web.guard import POLICY
from indexer.web.password import Password, TooShort
from indexer.web.rendering import marked_passage, with_marks
from indexer.web.sessions import Sessions, Throttle
from indexer.web.settings import Settings

Own = Callable[..., TestClient]
SECRET = "trống đồng Ngọc Lũ"  # noqa: S105
EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)">\'"&'
ROUTES = (
    *("/", "/?q=380", "/directive?id=380-TB/TU", "/article?id=plan", "/reports", "/report/doubts"),
    *("/undecided", "/state", "/intake", "/graph", "/graph.css", "/api", "/api/state"),
    *("/api/search?q=380", "/api/openapi.json", "/report/doubts.csv"),
)


def token_of(markup: str) -> str:
    """What the forms of a page carry."""
    found = re.search(r'name="token" value="([0-9a-f]+)"', markup)
    assert found
    return found[1]


def log_in(client: TestClient, typed: str = SECRET, after: str = "/") -> object:
    """Type a password in."""
    fields = {"token": token_of(client.get("/login").text), "password": typed, "next": after}
    return client.post("/login", data=fields, follow_redirects=False)


class TestEveryAnswer:
    """Headers that hold for all that is answered."""

    @pytest.mark.parametrize("path", [*ROUTES, "/nothing", "/static/page.css", "/directive?id=no"])
    def test_tells_the_browser_what_it_may_do(self, page: TestClient, path: str) -> None:
        headers = page.get(path).headers

        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-frame-options"] == "DENY"

    def test_keeps_texts_out_of_the_cache(self, page: TestClient) -> None:
        assert page.get("/article?id=plan").headers["cache-control"] == "no-store"
        assert "max-age" in page.get("/static/page.css").headers["cache-control"]

    def test_keeps_nothing_that_is_not_there(self, page: TestClient) -> None:
        assert page.get("/static/none.css").headers["cache-control"] == "no-store"

    @pytest.mark.parametrize("path", ["/", "/article?id=plan", "/static/page.css", "/api/state"])
    def test_has_a_head(self, page: TestClient, path: str) -> None:
        """Office programs ask for it before they hand a link of a workbook to the browser."""
        head, whole = page.head(path), page.get(path)

        assert head.status_code == 200
        assert head.content == b""
        assert head.headers["content-type"] == whole.headers["content-type"]

    def test_tells_what_may_be_asked_instead(self, page: TestClient) -> None:
        answer = page.request("TRACE", "/api/search")

        assert answer.status_code == 405
        assert answer.headers["allow"] == "GET"

    def test_the_policy_lets_nothing_inline_or_from_elsewhere_run(self) -> None:
        assert "unsafe" not in POLICY
        assert "http" not in POLICY
        assert "default-src 'none'" in POLICY
        assert "frame-ancestors 'none'" in POLICY

    @pytest.mark.parametrize(
        "path", [r for r in ROUTES if not r.startswith(("/api/", "/report/doubts."))]
    )
    def test_has_no_script_or_style_inline(self, page: TestClient, path: str) -> None:
        markup = page.get(path).text

        assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>", markup)
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", markup)
        for address in re.findall(r'(?:src|href)="([^"]+)"', markup):
            assert address.startswith(("/", "#"))

    def test_no_program_that_is_shipped_asks_elsewhere(self, page: TestClient) -> None:
        markup = page.get("/directive?id=380-TB/TU").text
        scripts = re.findall(r'src="([^"]+)"', markup)

        assert scripts
        for script in scripts:
            assert page.get(script).status_code == 200


class TestTheHost:
    """A name that leads here (DNS rebinding) is not ours."""

    @pytest.mark.parametrize(
        "host",
        [
            *("evil.example", "evil.example:8765", "127.0.0.1:9999", "127.0.0.1.evil.example:8765"),
            *("localhost:8765@evil.example", "", "[::1", "127.0.0.1:8765/x", "10.0.0.1:8765"),
        ],
    )
    def test_of_others_is_refused(self, page: TestClient, host: str) -> None:
        assert page.get("/article?id=plan", headers={"host": host}).status_code == 421

    @pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765"])
    def test_of_ours_is_answered(self, page: TestClient, host: str) -> None:
        assert page.get("/", headers={"host": host}).status_code == 200

    def test_an_address_is_enough_where_others_may_ask(self, own: Own) -> None:
        client = own(host="0.0.0.0", password=Password(SECRET))  # noqa: S104

        assert client.get("/login", headers={"host": "10.1.2.3:8765"}).status_code == 200
        assert client.get("/login", headers={"host": "evil.example:8765"}).status_code == 421


class TestWhatChangesSomething:
    """Only a form of ours may."""

    POSTS = (
        *("/intake", "/intake/stop", "/login", "/logout"),
        *("/saved", "/saved/seen", "/saved/remove"),
    )

    @pytest.mark.parametrize("path", POSTS)
    def test_needs_our_token(self, page: TestClient, path: str) -> None:
        files = {"files": ("a.txt", b"text")} if path == "/intake" else None
        page.get("/")

        assert page.post(path, data={"token": "0" * 64}, files=files).status_code == 403
        assert page.post(path, data={"place": "x"}, files=files).status_code == 403

    @pytest.mark.parametrize("path", POSTS)
    @pytest.mark.parametrize(
        "headers",
        [
            {"origin": "http://evil.example"},
            {"origin": "null"},
            {"origin": "http://127.0.0.1:9999"},
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
        ],
    )
    def test_is_refused_from_another_page(
        self, own: Own, path: str, headers: dict[str, str]
    ) -> None:
        client = own()
        token = token_of(client.get("/intake").text)

        answer = client.post(path, data={"token": token}, headers=headers)

        assert answer.status_code == 403
        assert "another page" in answer.text

    @pytest.mark.parametrize(
        "beside", ['kept={"a": [1, 2]}', "a b=c", 'x="', "ệ=1", "tracuu-8765="]
    )
    def test_is_known_beside_the_cookies_of_other_programs(self, own: Own, beside: str) -> None:
        """A browser sends the cookies of all ports of this machine, some that no rule allows."""
        client = own()
        token = token_of(client.get("/intake").text)
        known = f"tracuu-8765={client.cookies['tracuu-8765']}"
        client.cookies.clear()
        sent = f"{beside}; {known}".encode()

        answer = client.post("/intake/stop", data={"token": token}, headers={"cookie": sent})

        assert answer.status_code == 200

    def test_is_possible_after_an_empty_cookie(self, own: Own) -> None:
        client = own()
        token = token_of(client.get("/intake", headers={"cookie": "tracuu-8765="}).text)

        assert client.post("/intake/stop", data={"token": token}).status_code == 200

    def test_the_token_of_someone_else_is_none(self, own: Own) -> None:
        mine, theirs = own(), own()
        mine.get("/")

        answer = mine.post("/intake/stop", data={"token": token_of(theirs.get("/intake").text)})

        assert answer.status_code == 403

    @pytest.mark.parametrize("site", ["cross-site", "same-site"])
    @pytest.mark.parametrize(
        ("mode", "kind", "status"),
        [
            *(("no-cors", "image", 403), ("cors", "empty", 403), ("navigate", "iframe", 403)),
            *(("no-cors", "script", 403), ("navigate", "document", 200)),
        ],
    )
    def test_or_takes_long_is_not_asked_for_within_another_page(
        self, page: TestClient, site: str, mode: str, kind: str, status: int
    ) -> None:
        """How long an answer takes would tell that page what is here; a link to us is a link."""
        told = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": kind}

        assert page.get("/?q=380", headers=told).status_code == status

    def test_is_never_asked_for_by_an_address(self, page: TestClient) -> None:
        assert page.get("/intake/stop").status_code == 405
        assert page.get("/logout").status_code == 405

    def test_a_form_without_end_is_not_read_to_its_end(self, page: TestClient) -> None:
        assert page.post("/intake/stop", data={"token": "x" * 100_000}).status_code == 400


class TestThePassword:
    """Where others may reach the page."""

    @pytest.mark.parametrize("path", [*ROUTES, "/nothing", "/intake/progress"])
    def test_is_asked_for_before_anything_is_shown(self, own: Own, path: str) -> None:
        client = own(password=Password(SECRET))

        answer = client.get(path, follow_redirects=False)

        assert answer.status_code == (401 if path.startswith("/api/") else 303)
        assert "380" not in answer.text

    def test_lets_in_and_leads_to_what_was_asked_for(self, own: Own) -> None:
        client = own(password=Password(SECRET))
        sent = client.get("/article?id=plan", follow_redirects=False).headers["location"]
        assert sent == "/login?next=%2Farticle%3Fid%3Dplan"

        answer = log_in(client, after="/article?id=plan")

        assert answer.headers["location"] == "/article?id=plan"  # type: ignore[attr-defined]
        assert "Kế hoạch" in client.get("/article?id=plan").text

    @pytest.mark.parametrize(
        "after",
        ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", ""],
    )
    def test_leads_nowhere_else(self, own: Own, after: str) -> None:
        client = own(password=Password(SECRET))

        assert log_in(client, after=after).headers["location"] == "/"  # type: ignore[attr-defined]

    def test_gives_a_session_that_nobody_could_have_handed_us(self, own: Own) -> None:
        client = own(password=Password(SECRET))
        client.get("/login")
        before = client.cookies["tracuu-8765"]

        answer = log_in(client)

        cookie = answer.headers["set-cookie"].lower()  # type: ignore[attr-defined]
        assert client.cookies["tracuu-8765"] != before
        assert "httponly" in cookie
        assert "samesite=lax" in cookie

    def test_is_forgotten_when_someone_logs_out(self, own: Own) -> None:
        client = own(password=Password(SECRET))
        log_in(client)
        client.post("/logout", data={"token": token_of(client.get("/").text)})

        assert client.get("/", follow_redirects=False).status_code == 303

    def test_cannot_be_guessed_quickly(self, own: Own) -> None:
        client = own(password=Password(SECRET))
        tries = [log_in(client, f"wrong {n}").status_code for n in range(6)]  # type: ignore[attr-defined]

        assert tries == [403] * 5 + [429]
        assert log_in(client).status_code == 429  # type: ignore[attr-defined]

    def test_cannot_be_guessed_at_once(self, own: Own) -> None:
        """Guesses that come together are as many guesses."""
        client = own(password=Password(SECRET))
        token = token_of(client.get("/login").text)

        def guess(number: int) -> int:
            fields = {"token": token, "password": f"wrong {number}"}
            return client.post("/login", data=fields, follow_redirects=False).status_code

        with ThreadPoolExecutor(12) as many:
            tries = list(many.map(guess, range(12)))

        assert sorted(tries) == [403] * 5 + [429] * 7

    def test_that_is_right_is_no_guess(self, own: Own) -> None:
        client = own(password=Password(SECRET))

        assert [log_in(client).status_code for _ in range(35)] == [303] * 35  # type: ignore[attr-defined]

    @pytest.mark.parametrize(
        ("path", "opened", "after"),
        [
            ("/saved", "/?q=380", "/?q=380"),
            ("/intake/stop", "/intake", "/intake"),
            ("/saved/remove", "", "/"),
            ("/logout", "http://evil.example/x", "/"),
        ],
    )
    def test_is_asked_for_where_a_form_comes_too_late(
        self, own: Own, path: str, opened: str, after: str
    ) -> None:
        """Back to the page that has the form: what it says has to be sent again."""
        client = own(password=Password(SECRET))
        where = opened if "//" in opened else f"http://127.0.0.1:8765{opened}"
        headers = {"referer": where} if opened else {}

        answer = client.post(path, data={"q": "380"}, headers=headers, follow_redirects=False)

        assert answer.status_code == 303
        assert answer.headers["location"] == f"/login?next={quote(after, safe='')}"

    def test_is_never_asked_for_in_a_part_of_a_page(self, own: Own) -> None:
        client = own(password=Password(SECRET))

        for path in ("/intake/progress", "/complete?q=380"):
            answer = client.get(path, headers={"hx-request": "true"}, follow_redirects=False)
            assert answer.status_code == 401

    def test_is_not_kept_as_it_is(self) -> None:
        known = Password(SECRET)

        assert known.matches(SECRET)
        assert not known.matches(SECRET + " ")
        assert not known.matches("")
        assert SECRET not in repr(vars(known))

    def test_has_to_be_long_enough(self) -> None:
        with pytest.raises(TooShort):
            Password("1234567")

    def test_waits_grow_and_end(self) -> None:
        now = [0.0]
        throttle = Throttle(lambda: now[0])
        for _ in range(6):
            throttle.failed("10.0.0.1")

        assert throttle.wait("10.0.0.1") == 2
        assert throttle.wait("10.0.0.2") == 0
        now[0] = 3
        assert throttle.wait("10.0.0.1") == 0
        for _ in range(60):
            throttle.failed("10.0.0.1")
        assert 60 < throttle.wait("10.0.0.1") <= 300
        assert throttle.wait("10.0.0.2") > 0  # so many come from everywhere

    def test_sessions_end_when_nobody_asks(self) -> None:
        now = [0.0]
        sessions = Sessions(lambda: now[0])
        known = sessions.begin()

        now[0] = 7 * 3600
        assert sessions.goes_on(known)
        now[0] = 14 * 3600
        assert sessions.goes_on(known)
        now[0] = 23 * 3600
        assert not sessions.goes_on(known)
        assert not sessions.goes_on("made up")


class TestWhatArticlesSay:
    """A title, a text, a unit, an id: nothing of it is ever markup."""

    @pytest.fixture
    def hostile(self, tmp_path: Path) -> Settings:
        text = f"{EVIL} 12-CT/TU {EVIL}. Có 25 {EVIL}"
        at = text.index("12-CT/TU")
        code = Code(start=at, end=at + 8, text="12-CT/TU", code="12-CT/TU", form="full", body="TU")
        about = {"type": EVIL, "issuer": f"Tỉnh ủy {EVIL}", "title": EVIL}
        directive = Directive(
            start=at, end=at + 8, text="12-CT/TU", code="12-CT/TU", codes=(at,), **about
        )
        figure = Statistic(
            start=text.index("25"),
            end=len(text),
            text=text[text.index("25") :],
            value=25,
            what=EVIL,
            directive="12-CT/TU",
        )
        head = {"title": EVIL, "place": EVIL, "url": "javascript:alert(3)", "source": EVIL}
        article = said(f"../{EVIL}", text, code, directive, figure, **head)
        folder = tmp_path / "index"
        with Index.create(folder) as index, index.writer() as writer:
            writer.add(Source("evil.txt"), [article])
        return Settings(folder)

    @pytest.mark.parametrize(
        "path",
        [
            *("/", "/?q=alert", "/?q=12-CT/TU", f"/?q={EVIL}", f"/?place={EVIL}", "/report/doubts"),
            *("/directive?id=12-CT/TU", f"/article?id=../{EVIL}", f"/directive?id={EVIL}"),
            *("/report/directives", "/report/statistics", "/report/matrix", "/undecided", "/graph"),
            *(f"/report/{EVIL}", f"/?from={EVIL}", f"/?relation={EVIL}", f"/login?next={EVIL}"),
        ],
    )
    def test_is_escaped(self, hostile: Settings, path: str) -> None:
        from indexer.web.app import create_app

        with TestClient(create_app(hostile), base_url="http://127.0.0.1:8765") as client:
            route, _, query = path.partition("?")
            key, _, value = query.partition("=")
            answer = client.get(route, params={key: value} if key else None)

        assert answer.status_code < 500
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert "javascript:" not in re.sub(r">[^<]*<", "><", answer.text)

    def test_a_passage_keeps_nothing_but_its_marks(self) -> None:
        passage = "a &lt;b&gt; <mark>c</mark> <i>d</i> <mark><b>e</b></mark> </mark><mark>"

        told = str(marked_passage(passage))

        assert told.count("<mark>") == told.count("</mark>") == 2
        assert re.sub(r"</?mark>", "", told).count("<") == 0
        assert "a &lt;b&gt; <mark>c</mark>" in told

    def test_words_are_marked_in_escaped_text(self) -> None:
        assert str(with_marks("<b> & 38", ["<b>", ""])) == f"<mark>{escape('<b>')}</mark> &amp; 38"


class TestPaths:
    """Nobody reads a file by naming it."""

    @pytest.mark.parametrize(
        "path",
        [
            *("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/"),
            *("/static/%2e%2e%2f%2e%2e%2fmodels.py", "/static//etc/passwd", "/static/vendor"),
        ],
    )
    def test_out_of_the_shipped_files_lead_nowhere(self, page: TestClient, path: str) -> None:
        answer = page.get(path)

        assert answer.status_code in (404, 405)
        assert "import" not in answer.text

    @pytest.mark.parametrize(
        "known", ["/etc/passwd", "../../catalogue.db", "catalogue.db", "C:\\x"]
    )
    def test_are_no_ids(self, page: TestClient, known: str) -> None:
        for route in ("/article", "/directive", "/graph", "/api/article", "/api/directive"):
            assert page.get(route, params={"id": known}).status_code == 404

    def test_no_question_has_a_path(self, page: TestClient) -> None:
        described = page.get("/api/openapi.json").json()["paths"]

        for methods in described.values():
            assert set(methods) == {"get"}
            for operation in methods.values():
                names = {each["name"] for each in operation.get("parameters", ())}
                assert not names & {"path", "file", "folder", "index", "expected", "output"}


def test_an_index_that_goes_away_is_told(own: Own, tmp_path: Path) -> None:
    client = own()
    assert client.get("/").status_code == 200

    shutil.rmtree(tmp_path / "index")
    answer = client.get("/")

    assert answer.status_code == 503
    assert "Không có kho nào trong thư mục này" in answer.text
