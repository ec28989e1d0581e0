"""Stage 9: digests as pages, feeds and files; rendering is pure, delivery is not."""
