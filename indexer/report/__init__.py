"""Questions about the whole index, answered as rows; rows as tables, csv, xlsx, json, md, html."""
