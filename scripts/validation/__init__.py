"""validation - comparison of the baseline with the public record (scripts/validate, scripts/calibrate)."""
