"""Settings, addresses and server entry of the installation."""
