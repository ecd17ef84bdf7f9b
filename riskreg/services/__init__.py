"""Acts: verbs with their rule, their right and their history."""
