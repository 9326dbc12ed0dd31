"""File → articles. A bad file or record is told with its reason, and nothing is lost silently."""

from indexer.read.article import Unread
from indexer.read.files import FORMATS, read, read_stream, walk

__all__ = ["FORMATS", "Unread", "read", "read_stream", "walk"]
