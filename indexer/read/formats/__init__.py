"""One module for each format of files: bytes → drafts. They run in the process of read.child."""
