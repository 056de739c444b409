"""What spans more than one set: weeks, and how the back felt."""
