"""Run the command line as `python -m tadqiq`."""

from tadqiq.cli import main

if __name__ == "__main__":
    main()
