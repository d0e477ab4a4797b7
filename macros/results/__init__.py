"""Result files of a benchmark -> the plan's verdict."""
