"""`sdgmeta` and `python -m sdgmeta`: starts the command line."""

from sdgmeta.cli.main import main

if __name__ == "__main__":
    main()
