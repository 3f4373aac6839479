"""What runs in the candidate's kernel: untrusted, so it knows the protocol and nothing else of ours."""
