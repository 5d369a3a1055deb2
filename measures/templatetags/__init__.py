"""Tags for pages that show measures beside something else."""
