"""What Whoosh matches wrongly, done right."""

from __future__ import annotations

import warnings
from typing import Any

with warnings.catch_warnings():  # its own regular expressions and imports are old-fashioned
    warnings.simplefilter("ignore")
    from whoosh import query
    from whoosh.matching import AndNotMatcher


class Without(query.AndNot):  # type: ignore[misc]
    """All that the first query finds and the second does not."""

    def matcher(self, searcher: Any, context: Any = None) -> _Matcher:
        """The matches in one segment."""
        unwanted = self.b.matcher(searcher, searcher.boolean_context())
        return _Matcher(self.a.matcher(searcher, context), unwanted)


class _Matcher(AndNotMatcher):  # type: ignore[misc]
    """Whoosh's own passes over nothing at its start, unless both begin at the same document."""

    def _find_first(self) -> None:
        self._find_next()

    def _find_next(self) -> bool:
        moved = False
        while self.a.is_active() and self.b.is_active() and self.b.id() <= self.a.id():
            if self.b.id() < self.a.id():
                self.b.skip_to(self.a.id())
            else:
                self.a.next()
                moved = True
        return moved

    def skip_to(self, id: int) -> None:  # noqa: A002  # its name in Whoosh
        """Go on to the first match from document *id*."""
        self.a.skip_to(id)
        self._find_next()
