"""Files made of the register to be sent: workbook, CSV, calendar, timeline; no messenger."""
