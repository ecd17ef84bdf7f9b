"""Exceptions to the rules of the house, each with its reason; one that is no longer needed fails."""

# Imports inside a function (file: reason); reporting/render and exchange may, for heavy libraries.
IMPORTS_INSIDE = {
    "riskreg/apps.py": "models can be imported only when every app is loaded",
}

# Writes outside services/ (file:call, as the finding shows it: reason).
WRITES = {
    "riskreg/models/base.py:row.save": "the history row itself, made by the write path",
    "riskreg/integrity/checkpoints.py:Checkpoint.objects.create": "a signature over the log; no record of the register",
    "riskreg/reporting/render/docx.py:document.save": "a text document in memory; no record of the register",
    "riskreg/integrity/checkpoints.py:SigningKey.objects.create": "the public half of a key that signs",
}

# `.execute()` outside integrity/ and services/ (file: reason).
SQL: dict[str, str] = {}

# Files that may read the clock though they are no door (file: reason).
CLOCK: dict[str, str] = {}

# Callers of guards.lifted(), guards.remove() and guards.install() (file: reason).
LIFTERS = {
    "riskreg/integrity/guards.py": "the door itself",
    "riskreg/apps.py": "round every migration: SQLite rebuilds a table, which triggers make fail",
    "benchmarks/synthetic.py": "a synthetic register is written in bulk into an empty database",
    "tests/services/test_two_keys.py": "shows that the database refuses both keys without them; rolled back",
    "tests/benchmarks/test_synthetic.py": "empties the register to build it a second time",
}

# Names with `__` in querysets/ and filters/ that cross no relation (name: reason).
ACROSS: dict[str, str] = {}
