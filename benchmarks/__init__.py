"""How each claim is measured, side by side with peers. Run as ``python -m benchmarks.NAME``."""
