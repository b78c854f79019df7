"""The files of `data/`: read, checked and handed over as vocabulary and agreements."""
