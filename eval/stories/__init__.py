"""Stories: documents grouped by event, and copies found, against what is true of the bundled sample."""
