"""The digest of the bundled sample against what is true of it, and traceability on real days."""
