"""`python -m crmeter` is the `crmeter` command."""

import sys

from crmeter.cli import main

if __name__ == "__main__":
    sys.exit(main())
