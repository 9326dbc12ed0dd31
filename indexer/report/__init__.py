"""Questions about the whole index, answered as rows; rows as tables, csv, json, markdown."""
