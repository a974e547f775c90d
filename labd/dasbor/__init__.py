"""The dashboard: what the camat sees in two minutes, from the figures that are already there."""
