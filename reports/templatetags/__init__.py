"""Tags for printed documents."""
