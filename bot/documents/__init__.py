"""Files made of the register to be sent or kept: workbook, CSV, calendar, timeline; no messenger."""
