"""Agenda → text: the due note, the terminal and JSON, in both languages."""
