"""Patterns that rule files write: over words with their joined letters and mentions (`language`), and over characters (`characters`)."""
