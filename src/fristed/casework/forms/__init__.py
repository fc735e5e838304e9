"""What may be typed, checked for shape. What the scheme allows is asked in `rules`."""
