"""The commands that staff type; each one parses, calls, prints."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from indexer.report.options import (
    FILE,
    FOLDER,
    LANGUAGES,
    OneOf,
    codes_that_begin_so,
    common,
    filters_of,
    of_one,
    question_of,
    with_filters,
    with_forms,
    with_limits,
    with_order,
    with_page,
    with_plugins,
)
from indexer.report.output import (
    GRAPH,
    form_of,
    progress,
    put,
    put_answer,
    put_choice,
    put_each,
    put_graph,
    put_report,
    written_of,
)
from indexer.report.shell import (
    Commands,
    ended,
    how_far,
    password,
    plugins_of,
    read_well,
    some_are_there,
    sources_of,
    standard_input,
    survey_of,
    tell_engine,
    until_stopped,
    watchable,
)

# What a command needs is imported inside it, so that `tracuu --help` answers at once.
Record = dict[str, Any]

# Written out here, for their modules are slow to import; a test compares them.
REPORTS = (
    *("implementers", "units", "directives", "statistics", "doubts"),
    *("matrix", "chain", "silent", "red-links"),
)
GRAPHS = ("svg", "html", "graphml", "json")
LEVELS = ("district", "commune")
GROUPINGS = ("directive", "unit", "place", "period")
ENGINES = ("whoosh", "tantivy")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tracuu", prog_name="tracuu")
def main() -> None:
    """Find directives in Vietnamese administrative texts, who implements them, and the proof."""


@main.command()
@click.argument("paths", nargs=-1, required=True, type=FILE)
@click.option("--place", help='Locality of sources that do not say: "tỉnh Bắc Ninh".')
@click.option("--jobs", type=click.IntRange(min=1), help="Processes; default: one a core, up to 8.")
@click.option("--prune", is_flag=True, help="Drop articles whose file has gone.")
@click.option("--force", is_flag=True, help="Read unchanged files again.")
@click.option("--engine", type=OneOf(ENGINES), help=f"Of a new index; {ENGINES[0]}.")
@click.option("--watch", is_flag=True, help="Go on with what appears there, until Ctrl-C.")
@click.option("--quiet", is_flag=True, help="No progress on stderr, only what failed.")
@with_limits
@with_plugins
@common
def ingest(
    paths: tuple[Path, ...],
    engine: str | None,
    folders: tuple[Path, ...],
    index: Path,
    as_json: bool,
    quiet: bool,
    watch: bool,
    **options: Any,
) -> int:
    """Take the articles of PATHS into the index: files, folders, archives, - for JSON Lines."""
    from indexer import pipeline
    from indexer.report import summary
    from indexer.report.progress import told, turns
    from indexer.store.index import Index

    some_are_there(paths)
    survey_of(folders)  # those that cannot be used are told before an index is made
    stdin = None if watch else standard_input(paths)
    known, bar = sources_of(folders), partial(told, quiet=quiet)
    with Index.at(index, engine or ENGINES[0]) as opened, until_stopped():
        tell_engine(opened.engine_name, engine)
        if watch:
            more = {"tell": turns(quiet=quiet), "progress": bar, **options}
            report = pipeline.watch(watchable(paths), opened, known, **more)
        else:
            with bar() as moved:
                more = {"stdin": stdin, "on_progress": moved, **options}
                report = pipeline.ingest(paths, opened, known, **more)
    put(report.model_dump(mode="json"), None if as_json else summary.of_ingest)
    return ended(report, paths, watched=watch)


@main.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--place", help='Locality of texts that do not say: "tỉnh Bắc Ninh".')
@with_limits
@with_plugins
@common
def extract(
    files: tuple[Path, ...], folders: tuple[Path, ...], index: Path, as_json: bool, **options: Any
) -> int:
    """What the plugins find in FILES, without an index."""
    from indexer.pipeline import extract
    from indexer.report import summary

    del index  # an option of every command
    failed: list[str] = []
    found = extract(files, plugins_of(folders), stdin=standard_input(files), **options)
    number = put_each(read_well(found, failed), None if as_json else summary.of_article)
    return how_far(number, failed, files)


@main.command()
@click.argument("query", shell_complete=codes_that_begin_so)
@with_filters
@with_order
@with_page
@with_forms
@common
def search(query: str, index: Path, as_json: bool, **options: Any) -> None:
    """Directives and articles that answer QUERY: a code, words, "phrases", fields."""
    from indexer.answer.search import search
    from indexer.store.index import Index

    written = written_of(options, as_json=as_json)
    question = question_of(query, options, written.limit)
    with Index.open(index) as opened:
        put_answer(opened, search(opened, question), written, question.filters)


@main.command()
@click.argument("article", metavar="ARTICLE-ID")
@with_filters
@with_order
@with_page
@with_forms
@common
def like(article: str, index: Path, as_json: bool, **options: Any) -> None:
    """Articles most like one, by its most telling words and the directives it speaks of."""
    from indexer.answer.like import like
    from indexer.store.index import Index

    written = written_of(options, as_json=as_json)
    question = question_of("", options, written.limit)
    with Index.open(index) as opened:
        put_answer(opened, like(opened, article, question), written, question.filters)


@main.group(invoke_without_command=True)
@common
@click.pass_context
def saved(ctx: click.Context, index: Path, as_json: bool) -> None:
    """Saved searches, with how many articles each finds and how many are new."""
    if ctx.invoked_subcommand is None:
        from indexer.answer.saved import listed
        from indexer.report import hits
        from indexer.store.index import Index

        with Index.open(index) as opened:
            put(listed(opened), None if as_json else hits.of_saved)


@saved.command("add")
@click.argument("name")
@click.argument("query", shell_complete=codes_that_begin_so)
@with_filters
@with_order
@common
def add_saved(name: str, query: str, index: Path, as_json: bool, **options: Any) -> None:
    """Save QUERY as NAME; what it finds now is not new."""
    from indexer.answer.saved import add
    from indexer.report import hits
    from indexer.store.index import Index

    with Index.open(index) as opened:
        put(add(opened, name, question_of(query, options)), None if as_json else hits.of_added)


@saved.command("run")
@click.argument("name")
@click.option("--seen", "old", is_flag=True, help="What was seen before, too.")
@click.option("--keep", is_flag=True, help="Do not mark as seen what is shown.")
@with_page
@with_forms
@common
def run_saved(name: str, keep: bool, index: Path, as_json: bool, **options: Any) -> None:
    """What the search NAME finds that is new; what is shown is marked as seen."""
    from indexer.answer.saved import mark_seen, run
    from indexer.store.index import Index

    written = written_of(options, as_json=as_json)
    limit = options.pop("limit")
    options["limit"] = written.limit if limit is None else limit
    with Index.open(index) as opened:
        answer = run(opened, name, **options)
        put_answer(opened, answer, written)
        if not keep:
            mark_seen(opened, answer)


@saved.command("remove")
@click.argument("name")
@common
def remove_saved(name: str, index: Path, as_json: bool) -> None:
    """Drop the saved search NAME."""
    from indexer.answer.saved import remove
    from indexer.store.index import Index

    with Index.open(index) as opened:
        gone = remove(opened, name)
    put({"removed": gone}, None if as_json else lambda _: f"Đã bỏ “{gone}”.")


@main.command()
@click.argument("typed")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True)
@common
def complete(typed: str, limit: int, index: Path, as_json: bool) -> None:
    """How what was TYPED may go on: codes, issuers, units and words, with their articles."""
    from indexer.answer.complete import complete
    from indexer.report import summary
    from indexer.store.index import Index

    with Index.open(index) as opened:
        put(complete(opened, typed, limit), None if as_json else summary.of_completions)


@main.command()
@click.argument("code_or_id", shell_complete=codes_that_begin_so)
@click.option("--lang", type=OneOf(LANGUAGES), default="vi", help="Of headings and words.")
@common
def show(code_or_id: str, lang: str, index: Path, as_json: bool) -> int:
    """A directive by its code or id, or an article by its id, with all that is known of it."""
    from indexer.answer.show import show
    from indexer.report import summary
    from indexer.store.index import Index

    with Index.open(index) as opened:
        found = show(opened, code_or_id)
    put(found, None if as_json else partial(summary.of_shown, lang=lang))
    return 1 if "candidates" in found else 0


@main.command()
@click.argument("name", type=OneOf(REPORTS), metavar="NAME")
@click.argument("only", metavar="[CODE]", required=False)
@with_filters
@with_forms
@click.option("--expected", type=FILE, metavar="FILE", help="CSV of units, for 'silent'.")
@click.option("--level", type=click.Choice(LEVELS), help="Of the units of --place, for 'silent'.")
@click.option("--by", type=click.Choice(GROUPINGS), help="Add up 'statistics' by this.")
@common
def report(
    name: str,
    only: str | None,
    form: str | None,
    output: Path | None,
    lang: str,
    expected: Path | None,
    level: str | None,
    by: str | None,
    index: Path,
    as_json: bool,
    **options: Any,
) -> None:
    """The report NAME on all directives or on one CODE.

    NAME is one of implementers, units, matrix, directives, red-links, statistics, doubts; or chain,
    silent, which need a CODE.
    """
    from indexer.answer.unknown import hint
    from indexer.report.beside import beside
    from indexer.report.rows import report
    from indexer.report.sheet import Report
    from indexer.report.sources import sources
    from indexer.store.index import Index

    wanted = filters_of(of_one(only, options))
    form, told = form_of(form, output, as_json=as_json), f"{name}-by-{by}" if by else name
    whom = beside(name, expected=expected, level=level, by=by)
    with Index.open(index) as opened:
        rows = report(opened, name, wanted, whom, by=by)
        known = sources(opened, rows) if form in ("xlsx", "html") else {}
        why = None if rows else hint(opened, wanted, lang)
    asked = wanted.model_dump(exclude_defaults=True)
    put_report(Report(told, rows, lang, known, asked, why), form=form, output=output)


@main.command()
@click.argument("only", metavar="[CODE]", required=False)
@click.option("--depth", type=click.IntRange(min=0), default=2, show_default=True, help="Steps.")
@click.option("--limit", type=click.IntRange(min=1), help="Most nodes; default: 40 in a picture.")
@click.option("--units/--no-units", default=True, help="Whether units are nodes too.")
@with_filters
@click.option("--format", "form", type=OneOf(GRAPHS), help="Default: as --output ends.")
@click.option("--output", type=FILE, help="Write to this file instead of the screen.")
@click.option("--lang", type=OneOf(LANGUAGES), default="vi", help="Of the words.")
@common
def graph(only: str | None, index: Path, as_json: bool, **options: Any) -> int:
    """What relates directives, and units to them: around one CODE, or the strongest of all."""
    from indexer.answer.show import several
    from indexer.report.graph.forms import Asked, tell
    from indexer.store.index import Index

    form, output = options.pop("form"), options.pop("output")
    form = form_of(form, output, as_json=as_json, forms=GRAPH)
    shape = {key: options.pop(key) for key in ("depth", "limit", "units", "lang")}
    wanted = filters_of(of_one(only, options))
    with Index.open(index) as opened:
        if wanted.code and (choice := several(opened, wanted.code)):
            return put_choice(choice, form=form, output=output)
        put_graph(tell(opened, Asked(wanted, form=form, **shape)), output)
    return 0


@main.command()
@click.argument("number", type=click.IntRange(min=1), metavar="[N]", required=False)
@common
def runs(number: int | None, index: Path, as_json: bool) -> None:
    """What the runs of ingest have done, newest first; all of run N, with what failed and why."""
    from indexer.answer import runs
    from indexer.report import summary
    from indexer.store.index import Index

    with Index.open(index) as opened:
        if number is None:
            put(runs.runs(opened), None if as_json else summary.of_runs)
        else:
            put(runs.one(opened, number), None if as_json else summary.of_run)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Another needs a password.")
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True)
@click.option("--password-file", type=FILE, help="Its first line; or $TRACUU_PASSWORD.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes; default: one a core, up to 4.")
@with_plugins
@common
def serve(
    host: str,
    port: int,
    password_file: Path | None,
    jobs: int | None,
    folders: tuple[Path, ...],
    index: Path,
    as_json: bool,
) -> None:
    """The page, for a browser on this machine; Ctrl-C ends it."""
    from indexer.web.password import Password
    from indexer.web.serving import serve
    from indexer.web.settings import Settings, is_local, usual_jobs

    survey_of(folders)
    chosen = password(password_file, needed=not is_local(host))
    secret = Password(chosen) if chosen else None
    known = Settings(index, sources_of(folders), host, port, secret, jobs=jobs or usual_jobs())
    line = "Trang tra cứu: {}  (Ctrl-C để dừng)"
    serve(known, lambda url: put({"url": url}, None if as_json else lambda _: line.format(url)))


@main.command()
@with_plugins
@common
def plugins(folders: tuple[Path, ...], as_json: bool, **_: Any) -> None:
    """The plugins with their source and version."""
    from indexer.report import summary

    put(survey_of(folders).rows(), None if as_json else summary.of_plugins)


@main.command()
@common
def check(index: Path, as_json: bool) -> int:
    """Whether catalogue and full text agree; what differs is listed, with exit code 1."""
    from indexer.report import summary
    from indexer.store.index import Index

    with Index.open(index) as opened:
        found = [{"what": d.what, "why": d.why} for d in opened.check()]
    result = {"ok": not found, "differences": found}
    put(result, None if as_json else summary.of_check)
    return 1 if found else 0


@main.command()
@click.option("--engine", type=OneOf(ENGINES), help="Default: the one it has.")
@common
def reindex(engine: str | None, index: Path, as_json: bool) -> None:
    """Build the full text again from the catalogue."""
    from indexer.store.index import Index

    with Index.open(index) as opened, progress("Rebuilding") as moved:
        articles = opened.reindex(engine, moved)
    put({"articles": articles}, None if as_json else lambda _: f"{articles} bài viết.")


@main.command()
@click.argument("gold", type=FOLDER)
@click.option("--errors", "layer", metavar="LAYER", help="List what it missed or has too much.")
@with_plugins
@common
def evaluate(
    gold: Path, layer: str | None, folders: tuple[Path, ...], as_json: bool, **_: Any
) -> int:
    """Precision, recall and F1 of each layer against the gold files in GOLD."""
    from indexer.pipeline import extract
    from indexer.report import summary
    from indexer.report.evaluation import errors, evaluate, gold_files, pairs

    failed: list[str] = []
    known, files, done = plugins_of(folders), gold_files(gold), itertools.count(1)
    with progress("Measuring") as moved:

        def found(path: Path) -> Iterator[Record]:
            moved(next(done), len(files))
            return read_well(extract([path], known), failed)

        measured = list(pairs(files, found))
    if layer:
        faults = [fault._asdict() for fault in errors(measured, layer)]
        put(faults, None if as_json else summary.of_faults)
    else:
        scores = [score.as_row() for score in evaluate(measured)]
        put(scores, None if as_json else summary.of_scores)
    return how_far(len(measured), failed)


if __name__ == "__main__":
    main()
