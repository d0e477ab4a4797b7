"""What all that prints shares: templates, Markdown in text, tables, chart marks, a page's outline, links to the forge."""
