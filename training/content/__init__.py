"""How the block model of the content judge is made: from labelled pages to weights."""
