"""validation - the baseline against the public record (scripts/validate, scripts/calibrate)."""
