"""What a hosted site has besides its pages: their Markdown, `llms.txt`, `robots.txt`, packed scripts, checked links."""
