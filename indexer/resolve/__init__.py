"""Which directive a code means, across the corpus."""
