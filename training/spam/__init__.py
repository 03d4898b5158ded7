"""The spam line model: ``python -m training.spam --data DIR`` makes its weights again."""
