"""Plain text of Chinese examination papers: lines, questions, and what is odd about them."""
