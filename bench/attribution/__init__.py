"""Attribution: exact segments of PolNeAR's development part, from raw text."""
