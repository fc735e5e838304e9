"""A page of Wagtail's with the text of one of nora's, as its own project template serves it."""
