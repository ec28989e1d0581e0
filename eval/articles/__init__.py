"""Articles: the text of web pages and what they state, against pages written by hand and a public benchmark."""
