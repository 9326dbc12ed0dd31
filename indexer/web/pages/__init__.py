"""One module for each part of the page: what it is asked, what it fetches, its template."""
