"""Question → answer: understands a typed code, searches, shows a directive."""
