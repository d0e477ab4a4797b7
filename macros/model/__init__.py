"""Pure arithmetic and data shapes: no MkDocs, no files, no HTML."""
