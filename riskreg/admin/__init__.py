"""The admin in the house style: every model, written only through services."""
