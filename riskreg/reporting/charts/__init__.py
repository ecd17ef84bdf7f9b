"""Charts as self-contained SVG text, the same on screen and in a PDF; plain values in, no Django, no clock."""
