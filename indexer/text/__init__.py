"""Vietnamese text; knows nothing of documents."""
