"""Directives, units and what ties them, as a graph: collected, laid out, written down."""
