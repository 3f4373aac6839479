"""verdict: RTE
why: the filter refuses sockets
"""

import socket


def total(numbers):
    return socket.create_connection(("192.0.2.1", 80)).fileno()
