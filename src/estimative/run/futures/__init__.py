"""What a run says of what may come: scenarios as ensembles, what each moves and through what, signs to watch."""
