"""verdict: RTE
why: no shared memory outlives the child
"""

from multiprocessing import shared_memory


def total(numbers):
    block = shared_memory.SharedMemory("mockmind", create=True, size=1 << 20)
    return len(block.buf)
