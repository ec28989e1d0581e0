"""Places: toponyms found and put on the map, against texts marked by hand."""
