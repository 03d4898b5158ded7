"""The cleaner inside engines that people already run: Ray Data, Spark, datatrove, Scrapy, Arrow tables.

Each module is thin: it hands pages to ``cleaner.corpus`` and the results back. Each needs an extra, and says
which in one line where it is missing.
"""
