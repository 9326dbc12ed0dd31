"""The commands that staff type; each one parses, calls, prints."""
