"""The Jupyter server extension: the server process hosts the interviews of its kernels."""
