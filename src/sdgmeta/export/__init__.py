"""Export: works and entries as text for people and programs. Pure: values in, text out, the same text every time."""
