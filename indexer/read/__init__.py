"""File → articles. A bad file or record is told with its reason, and nothing is lost silently."""

from indexer.read.article import Unread
from indexer.read.files import Reader, read, read_stream, walk
from indexer.read.kinds import FORMATS
from indexer.read.limits import Limits

__all__ = ["FORMATS", "Limits", "Reader", "Unread", "read", "read_stream", "walk"]
