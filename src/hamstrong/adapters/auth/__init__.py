"""Who may come in: paired devices, the house's own certificates, and what every answer carries."""
