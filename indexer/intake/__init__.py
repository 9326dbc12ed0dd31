"""Inputs → index: what is new or changed is annotated and written, the rest is only counted."""
