"""The desk. Nothing is imported here: the site must load before the model admins that it holds."""
