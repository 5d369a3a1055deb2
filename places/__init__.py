"""Where: areas and places, what they are classified as, and who takes part there."""
