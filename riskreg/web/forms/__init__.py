"""The forms of the verbs: what each asks, on whose page it stands, and the verb that it calls."""
