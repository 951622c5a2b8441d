"""What every record has, and the machine that reads one of any kind: values with their places, all mistakes at once."""
