"""What keeps the house in order: sizes, words, texts, documents."""
