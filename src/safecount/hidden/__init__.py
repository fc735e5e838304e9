"""How many are on no list: a floor, a band of models, and a refusal when the overlaps are too thin."""
