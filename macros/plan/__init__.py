"""The benchmark plan: its questions, a reader's answers, the document they make, and the script that comes with it."""
