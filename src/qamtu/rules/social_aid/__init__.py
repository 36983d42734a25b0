"""Local social aid: what a maslikhat decides for its district."""
