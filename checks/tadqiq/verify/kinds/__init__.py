"""Hold the check kinds, one file each; a file's docstring is the kind's page."""
