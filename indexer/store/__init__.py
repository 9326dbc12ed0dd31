"""What is kept in the index folder: the catalogue (SQL) and the full text (one file per engine)."""
