"""Which plugins a command works with."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

# Imported where it is used, so that `tracuu --help` answers at once.
if TYPE_CHECKING:
    from indexer.plugin import Plugin, Sources, Survey


def sources_of(folders: Sequence[Path]) -> Sources:
    """Where plugins come from: built in, installed, in *folders* and $TRACUU_PLUGINS."""
    from indexer.plugin import Sources

    listed = os.environ.get("TRACUU_PLUGINS", "").split(os.pathsep)
    more = (Path(folder) for folder in listed if folder)
    return Sources(package="plugins", folders=(*folders, *more))


def plugins_of(folders: Sequence[Path]) -> list[Plugin]:
    """The plugins that can be used."""
    return list(surveyed(folders).usable)


def surveyed(folders: Sequence[Path]) -> Survey:
    """The plugins; those that cannot be used are told, and the others go on."""
    from indexer.plugin import survey

    known = survey(sources_of(folders))
    for unusable in known.unusable:
        click.echo(str(unusable), err=True)
    return known
