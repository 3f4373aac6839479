"""verdict: TLE
why: the limit holds while the module loads
"""

while True:
    pass
