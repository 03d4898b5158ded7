"""Shows an article: as plain data, JSON, Markdown and HTML, and with the reason for everything removed."""
