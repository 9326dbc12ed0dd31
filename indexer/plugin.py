"""What a plugin is, and where plugins come from."""

from __future__ import annotations

import functools
import graphlib
import hashlib
import importlib
import importlib.metadata
import importlib.util
import json
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from indexer.errors import PluginError
from indexer.models import Annotations, Article, Mention

BUILT_IN = "built in"
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


@dataclass(frozen=True)
class Survey:
    """The plugins of some sources: each after those it needs, and those that cannot be used."""

    usable: tuple[Plugin, ...]
    unusable: tuple[PluginError, ...]  # with name, origin and reason

    def rows(self) -> list[dict[str, Any]]:
        """All of them, with the keys of the interface; what cannot be used tells its reason."""
        usable = [_row(p, p.kind, p.version, enabled=True) for p in self.usable]
        return usable + [_row(p, enabled=False) | {"reason": p.reason} for p in self.unusable]


def _row(
    named: Plugin | PluginError, kind: str = "", version: str = "", *, enabled: bool
) -> dict[str, Any]:
    about = {"name": named.name, "kind": kind, "version": version, "enabled": enabled}
    return about | {"origin": named.origin}


def discover(sources: Sources) -> list[Plugin]:
    """Every plugin of *sources* that can be used, each after those it needs."""
    return list(survey(sources).usable)


def survey(sources: Sources) -> Survey:
    """What there is in *sources*.

    A plugin of others is unusable, and harms no other, where it cannot be imported, has no
    extract(), takes the name of one before it, or needs what is not there, or itself in a circle.
    Raises PluginError for a folder that is not there, and for a built-in plugin.
    """
    plugins: dict[str, Plugin] = {}
    unusable: list[PluginError] = []
    for loaded in _load(sources):
        if isinstance(loaded, PluginError):
            unusable.append(loaded)
        elif other := plugins.get(loaded.name):
            reason = f"{other.origin} and {loaded.origin} have the same name"
            unusable.append(PluginError(loaded.name, reason, loaded.origin))
        else:
            plugins[loaded.name] = loaded
    while True:
        try:
            return Survey(tuple(in_order(plugins.values())), tuple(unusable))
        except PluginError as error:
            if error.origin == BUILT_IN:
                raise
            unusable.append(error)
            del plugins[error.name]  # those that need it follow


def digest(plugins: Iterable[Plugin]) -> str:
    """A short name for *plugins* in their versions: what they find may change when it does."""
    named = json.dumps(sorted((p.name, p.version) for p in plugins))
    return hashlib.sha256(named.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def in_order(plugins: Iterable[Plugin]) -> list[Plugin]:
    """*plugins*, each after those it needs; among equals, by name."""
    known = {p.name: p for p in plugins}
    for plugin in known.values():
        if missing := [n for n in plugin.needs if n not in known]:
            reason = f"it needs {', '.join(missing)}, which is not there"
            raise PluginError(plugin.name, reason, plugin.origin)
    graph = {name: sorted(known[name].needs) for name in sorted(known)}
    try:
        return [known[name] for name in graphlib.TopologicalSorter(graph).static_order()]
    except graphlib.CycleError as error:
        circle = error.args[1]
        reason = f"its needs go round in a circle ({' → '.join(circle)})"
        # Of the plugins in it, one of others is to blame: the built-in ones stand without it.
        name = next((n for n in circle if known[n].origin != BUILT_IN), circle[0])
        raise PluginError(name, reason, known[name].origin) from None


def as_plugin(module: ModuleType, *, name: str, origin: str, version: str) -> Plugin:
    """The plugin that *module* is; raises PluginError where it is none."""
    extract = getattr(module, "extract", None)
    if not callable(extract):
        raise PluginError(name, "it has no extract(article, found) function", origin)
    needs = getattr(module, "needs", ())
    needs = (needs,) if isinstance(needs, str) else needs
    if not isinstance(needs, Sequence) or not all(isinstance(each, str) for each in needs):
        raise PluginError(name, f"its needs are {needs!r}, no names of plugins", origin)
    return Plugin(
        name=str(getattr(module, "name", name)),
        extract=extract,
        needs=tuple(needs),
        version=str(getattr(module, "version", version)),
        origin=origin,
        kind=str(module.__doc__ or "").strip().partition("\n")[0],
    )


def _load(sources: Sources) -> Iterator[Plugin | PluginError]:
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
            yield as_plugin(module, name=info.name, origin=BUILT_IN, version=version)


def _installed() -> Iterator[Plugin | PluginError]:
    for entry in importlib.metadata.entry_points(group=GROUP):
        owner = entry.dist.name if entry.dist else "unknown"
        version = entry.dist.version if entry.dist else ""
        yield _of_others(entry.load, name=entry.name, origin=f"package {owner}", version=version)


def _in_folder(folder: Path) -> Iterator[Plugin | PluginError]:
    if not folder.is_dir():
        raise PluginError(str(folder), "the folder is not there")
    for path in sorted(folder.glob("[!_]*.py")):
        load = functools.partial(_module, path)
        yield _of_others(load, name=path.stem, origin=f"file {path}", version="")


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"tracuu_plugin_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError("it is no Python module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _of_others(
    load: Callable[[], ModuleType], *, name: str, origin: str, version: str
) -> Plugin | PluginError:
    try:
        return as_plugin(load(), name=name, origin=origin, version=version)
    except PluginError as error:
        return error
    except (Exception, SystemExit) as error:  # whatever a stranger's module does on import
        reason = " ".join(f"{origin} fails on import ({error!r})".split())
        return PluginError(name, reason, origin)
