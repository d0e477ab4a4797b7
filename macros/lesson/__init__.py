"""What the lesson's pages print: their head, the bet, tables, figures, the numbers in sentences, how to cite them."""
