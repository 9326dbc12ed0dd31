"""The options that several commands share."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:  # slow to import
    from indexer.answer.filters import Filters
    from indexer.answer.search import Question

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path)

# Written out here, for their modules are slow to import; a test compares them.
RELATIONS = (
    *("issues", "implements", "reviews", "supervises", "advises"),
    *("based_on", "amends", "replaces", "repeals", "cites"),
)
FORMATS = ("table", "csv", "xlsx", "json", "md", "html")
LANGUAGES = ("vi", "en")
ORDERS = ("relevance", "date", "oldest", "title")
FILTERS = {
    "type": 'Type of the directive: "thông báo".',
    "issuer": "Who issued the directive, or a part of the name.",
    "unit": "A unit that acts on the directive, or a part of its name.",
    "place": "Where the article plays.",
    "code": "The directive's code in any usual writing, or its id.",
}

_OFFERED = 20  # codes that a shell lists

LIMITS = {  # how far the reading of a file goes → its default, and what is told of it
    "max_size": (100, "MB of a file, or of a file in an archive."),
    "max_time": (60, "Seconds to read a file, or a page of a scan."),
    "max_memory": (2_048, "MB of memory to read a file; not kept to on Windows."),
    "max_pages": (2_000, "Pages of a PDF."),
    "max_depth": (3, "Archives in archives, attachments in messages."),
    "max_members": (20_000, "Files in an archive."),
    "max_unpacked": (4_096, "MB that an archive unpacks to."),
}


class OneOf(click.Choice[str]):
    """A choice that names the one which was likely meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """*value*, where it is one of the choices."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            near = get_close_matches(str(value).lower(), self.choices, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            self.fail(f"{error.message}{hint}", param, ctx)


def codes_that_begin_so(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """What a shell offers for a code that is being typed; nothing where there is no index."""
    from indexer.answer.complete import complete
    from indexer.errors import TracuuError
    from indexer.store.index import Index

    folder = ctx.params.get("index") or os.environ.get("TRACUU_INDEX") or "index"
    try:
        with Index.open(Path(folder)) as opened:
            found = complete(opened, typed, _OFFERED)
    except TracuuError:
        return []
    codes = (row for row in found if row["kind"] == "code")
    return [CompletionItem(row["text"], help=row["about"]) for row in codes]


def _told_before(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """*value*, or what was given before the name of a command in a group of commands."""
    group, name = ctx.parent, param.name or ""
    told = click.core.ParameterSource.COMMANDLINE
    if group is None or ctx.get_parameter_source(name) is told:
        return value
    return group.params[name] if group.get_parameter_source(name) is told else value


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command takes."""
    index = click.option(
        "--index",
        type=FOLDER,
        envvar="TRACUU_INDEX",
        default=Path("index"),
        show_default=True,
        show_envvar=True,
        callback=_told_before,
        help="The folder of the index.",
    )
    as_json = click.option(
        "--json",
        "as_json",
        is_flag=True,
        callback=_told_before,
        help="One JSON document on stdout.",
    )
    return index(as_json(command))


def with_plugins(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that adds folders of plugins to the built-in and installed ones."""
    return click.option(
        "--plugins",
        "folders",
        type=FOLDER,
        multiple=True,
        metavar="DIR",
        help="A folder of further plugins; may be given again. Also: $TRACUU_PLUGINS.",
    )(command)


def with_limits(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how far the reading of a file goes; they come as one, *limits*."""

    @functools.wraps(command)
    def limited(**options: Any) -> Any:
        from indexer.read import Limits

        return command(limits=Limits(**{name: options.pop(name) for name in LIMITS}), **options)

    for name, (default, told) in reversed(LIMITS.items()):
        option = click.option(
            f"--{name.replace('_', '-')}",
            type=click.IntRange(min=1),
            default=default,
            show_default=True,
            help=f"At most: {told}",
        )
        option(limited)
    return limited


def with_filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that narrow a search or a report."""
    relation = click.option("--relation", type=OneOf(RELATIONS), help="What a unit does.")
    since = click.option("--from", "since", help="Published on this day, month, year, or later.")
    until = click.option("--to", "until", help="Published on this day, month, year, or before.")
    command = relation(since(until(command)))
    for name, told in reversed(FILTERS.items()):
        command = click.option(f"--{name}", help=told)(command)
    return command


def with_forms(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how a report or an answer is written down."""
    form = click.option("--format", "form", type=OneOf(FORMATS), help="Default: as --output ends.")
    output = click.option("--output", type=FILE, help="Write to this file, not to the screen.")
    lang = click.option(
        "--lang", type=OneOf(LANGUAGES), default="vi", help="Of headings and words."
    )
    return form(output(lang(command)))


def with_page(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which of the articles found are shown."""
    limit = click.option(
        "--limit", type=click.IntRange(min=0), help="At most; default: 10 on a screen, else all."
    )
    return limit(click.option("--offset", type=click.IntRange(min=0), default=0)(command))


def with_order(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how articles are ordered and grouped."""
    sort = click.option("--sort", type=OneOf(ORDERS), default=ORDERS[0], show_default=True)
    every = click.option(
        "--all", "every", is_flag=True, help="Near-duplicates one by one, not in groups."
    )
    return sort(every(command))


def question_of(query: str, options: dict[str, Any], limit: int = 10) -> Question:
    """What with_filters(), with_order() and with_page() were given; *limit* where there is none."""
    from indexer.answer.search import Question

    keys = ("sort", "offset", "every")
    shape = {key: options.pop(key) for key in keys if key in options}
    told = options.pop("limit", None)
    most = limit if told is None else told
    return Question(query=query, filters=filters_of(options), limit=most, **shape)


def filters_of(options: dict[str, Any]) -> Filters:
    """What with_filters() was given; a day that is none is told."""
    from indexer.answer.filters import Filters, as_day

    days = {key: as_day(options[key]) for key in ("since", "until") if options[key]}
    return Filters(**{key: value for key, value in options.items() if value} | days)


def of_one(only: str | None, options: dict[str, Any]) -> dict[str, Any]:
    """*options* with the CODE that stands before them."""
    if only and options["code"]:
        raise click.UsageError(f"Two codes: '{only}' and --code '{options['code']}'. Give one.")
    return options | {"code": only or options["code"]}
