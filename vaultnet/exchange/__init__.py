"""People in, people and days out: vCard, CSV and calendar files ↔ records; no file is opened here."""
