"""How a value is shown in a template: formats only."""
