"""What every audit bundle carries as it stands: the verifier, and how to use it."""
