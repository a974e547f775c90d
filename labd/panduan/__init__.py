"""The user guide: one page per role, its words in templates/panduan/."""
