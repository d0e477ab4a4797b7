"""What all that prints shares: templates, Markdown in text, tables, chart marks, outlines, links to the forge."""
