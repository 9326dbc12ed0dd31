"""Text as it may stand in XML, and elements of it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import regex

# What XML 1.0 forbids even when it is escaped.
_FORBIDDEN = regex.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def plain(text: str) -> str:
    """*text* without the characters that no XML file may hold."""
    return _FORBIDDEN.sub("", text)


def told(text: str) -> str:
    """*text* as content or attribute."""
    return escape(plain(text))


def element(tag: str, content: Iterable[str] | str = "", /, **attributes: object) -> str:
    """An element with *content*, which is markup; `class_` is class, `a_b` is a-b."""
    inner = content if isinstance(content, str) else "".join(content)
    given = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{given}>{inner}</{tag}>" if inner else f"<{tag}{given}/>"


def _value(value: object) -> str:
    return f"{round(value, 1):g}" if isinstance(value, float) else told(str(value))
