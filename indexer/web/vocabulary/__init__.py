"""What the page says, part by part; of each the Vietnamese and the English words."""

from __future__ import annotations

from indexer.web.vocabulary import everywhere, keeping, reading, reports, search

WORDS = {**everywhere.WORDS, **search.WORDS, **reading.WORDS, **reports.WORDS, **keeping.WORDS}
