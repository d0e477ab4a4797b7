"""A file and its text, its nodes, its values and its problems: what every wing reads and writes with."""
