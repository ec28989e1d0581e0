"""People and bodies: names of one record and of two, records over documents, and mentions found."""
