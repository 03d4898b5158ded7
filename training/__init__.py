"""How each shipped model is made, from data to weights, one command each."""
