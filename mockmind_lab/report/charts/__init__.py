"""Pictures of what was measured. Each module draws one payload: ``draw``, ``alternative_text``, ``table``."""
