"""The local page and its JSON API: what the catalogue and the reports know, in a browser."""
