"""What a plugin is, and where plugins come from."""

from __future__ import annotations

import graphlib
import importlib
import importlib.metadata
import importlib.util
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from indexer.errors import PluginError
from indexer.models import Annotations, Article, Mention

GROUP = "tracuu.plugins"  # the entry points that third parties register
Extract = Callable[[Article, Annotations], Iterable[Mention]]


@dataclass(frozen=True)
class Plugin:
    """A module that finds one kind of thing in an article."""

    name: str
    extract: Extract
    needs: tuple[str, ...] = ()
    version: str = ""
    origin: str = ""  # "built in", "package tracuu-money", "file ~/plugins/money.py"
    kind: str = ""  # the first line of its docstring


@dataclass(frozen=True)
class Sources:
    """Where to look for plugins; can be sent to another process."""

    package: str  # the built-in ones are the modules of this package
    folders: tuple[Path, ...] = ()  # every .py file in them is one
    entry_points: bool = True


def discover(sources: Sources) -> list[Plugin]:
    """Every plugin of *sources*, each after those it needs.

    Raises PluginError for a plugin without extract(), for two with one name,
    for a need that nobody meets and for needs that go round in a circle.
    """
    plugins: dict[str, Plugin] = {}
    for plugin in _load(sources):
        if plugin.name in plugins:
            other = plugins[plugin.name].origin
            raise PluginError(plugin.name, f"{other} and {plugin.origin} have the same name")
        plugins[plugin.name] = plugin
    return in_order(plugins.values())


def in_order(plugins: Iterable[Plugin]) -> list[Plugin]:
    """*plugins*, each after those it needs; among equals, by name."""
    known = {p.name: p for p in plugins}
    for plugin in known.values():
        if missing := [n for n in plugin.needs if n not in known]:
            raise PluginError(plugin.name, f"it needs {', '.join(missing)}, which is not there")
    graph = {name: sorted(known[name].needs) for name in sorted(known)}
    try:
        return [known[name] for name in graphlib.TopologicalSorter(graph).static_order()]
    except graphlib.CycleError as error:
        circle = " → ".join(error.args[1])
        raise PluginError(error.args[1][0], f"its needs go round in a circle ({circle})") from None


def as_plugin(module: ModuleType, *, name: str, origin: str, version: str) -> Plugin:
    """The plugin that *module* is; raises PluginError where it is none."""
    extract = getattr(module, "extract", None)
    if not callable(extract):
        raise PluginError(name, "it has no extract(article, found) function")
    return Plugin(
        name=str(getattr(module, "name", name)),
        extract=extract,
        needs=tuple(_names(getattr(module, "needs", ()))),
        version=str(getattr(module, "version", version)),
        origin=origin,
        kind=(module.__doc__ or "").strip().partition("\n")[0],
    )


def _names(needs: str | Sequence[str]) -> Sequence[str]:
    return (needs,) if isinstance(needs, str) else needs


def _load(sources: Sources) -> Iterator[Plugin]:
    yield from _built_in(sources.package)
    if sources.entry_points:
        yield from _installed()
    for folder in sources.folders:
        yield from _in_folder(folder)


def _built_in(package: str) -> Iterator[Plugin]:
    root = importlib.import_module(package)
    version = importlib.metadata.version("tracuu")
    for info in pkgutil.iter_modules(root.__path__):
        if not info.name.startswith("_"):
            module = importlib.import_module(f"{package}.{info.name}")
            yield as_plugin(module, name=info.name, origin="built in", version=version)


def _installed() -> Iterator[Plugin]:
    for entry in importlib.metadata.entry_points(group=GROUP):
        owner = entry.dist.name if entry.dist else "unknown"
        try:
            module = entry.load()
        except Exception as error:  # whatever a stranger's module does on import
            raise PluginError(entry.name, f"package {owner} fails on import ({error!r})") from error
        version = entry.dist.version if entry.dist else ""
        yield as_plugin(module, name=entry.name, origin=f"package {owner}", version=version)


def _in_folder(folder: Path) -> Iterator[Plugin]:
    if not folder.is_dir():
        raise PluginError(str(folder), "the folder is not there")
    for path in sorted(folder.glob("[!_]*.py")):
        spec = importlib.util.spec_from_file_location(f"tracuu_plugin_{path.stem}", path)
        if spec is None or spec.loader is None:
            raise PluginError(path.stem, f"{path} is no Python module")
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        try:
            spec.loader.exec_module(module)
        except Exception as error:  # whatever a stranger's module does on import
            raise PluginError(path.stem, f"{path} fails on import ({error!r})") from error
        yield as_plugin(module, name=path.stem, origin=f"file {path}", version="")
