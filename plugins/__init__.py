"""The built-in plugins: one module finds one kind of thing, its vocabulary as CSV beside it."""
