"""verdict: RTE
why: ending before the function is called is no answer
"""

import sys

sys.exit(0)
