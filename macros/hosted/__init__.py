"""What a hosted site has besides its pages: each page as Markdown, `llms.txt`, `robots.txt`, packed scripts, and links that lead nowhere."""
