"""`python -m crmeter` is the `crmeter` command."""

import sys

# Stopped by Ctrl-C before there was anything to keep.
STOPPED = 130

if __name__ == "__main__":
    try:
        from crmeter.cli import main

        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(STOPPED)
