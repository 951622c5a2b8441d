"""Being a guest in somebody's MkDocs site: its menu, its Markdown extensions, its rules about files."""
