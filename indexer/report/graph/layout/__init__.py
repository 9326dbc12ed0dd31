"""Boxes and the lines between them, in columns from left to right; knows nothing of documents.

Four steps, as Sugiyama's method has them: into which column each box goes (columns), in which order
they stand there (ordering), how high (placing), and the way of each line (routing).
"""
