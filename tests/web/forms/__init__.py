"""The forms of the verbs, noun by noun."""
