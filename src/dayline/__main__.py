"""Run dayline as ``python -m dayline``."""

from dayline.cli import main

if __name__ == "__main__":
    main()
