"""Many pages: where records come from, where they go, and the one function that cleans a batch of them.

Knows records, files and processes, and nothing of blocks.
"""
