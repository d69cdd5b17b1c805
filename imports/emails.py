"""What the mails about claiming a profile say, decided from the state when they are sent."""
