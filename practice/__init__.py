"""What spans more than one set: routines, weeks, and how the back felt."""
