"""What questions are made of: frozen values that take no time to import."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import fields, replace
from typing import Any, Self


class Value:
    """A frozen dataclass that is copied and told as the models of indexer.models are.

    It is no such model: to look a code up takes less time than to import pydantic.
    """

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """The same with other values."""
        return replace(self, **update)  # type: ignore[type-var]

    def model_dump(
        self, *, exclude_defaults: bool = False, exclude: Container[str] = ()
    ) -> dict[str, Any]:
        """The values by their names."""
        named = {each.name: each.default for each in fields(self)}  # type: ignore[arg-type]
        told = {name: getattr(self, name) for name in named if name not in exclude}
        if not exclude_defaults:
            return told
        return {name: value for name, value in told.items() if value != named[name]}
