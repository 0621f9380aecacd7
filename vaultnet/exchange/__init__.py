"""People in, people and days out: the text of vCard, CSV and calendar files ↔ records."""
