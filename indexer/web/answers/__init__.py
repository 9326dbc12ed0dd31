"""What the API answers, for its description; the answers themselves are those of the commands."""
