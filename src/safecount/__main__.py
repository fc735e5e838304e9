"""`python -m safecount`."""

import sys

from safecount.command import main

sys.exit(main())
