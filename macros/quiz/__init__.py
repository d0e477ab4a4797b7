"""JOURNEY 1: `quizzes/` -> questions -> item rules -> the bank -> cards; and what helps an author write one."""
