"""Mails and the calendar feed: a door that reads the register and its log, and tells people what concerns them."""
