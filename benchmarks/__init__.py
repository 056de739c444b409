"""Commands that print figures: accuracy, landmarks, speed, live."""
