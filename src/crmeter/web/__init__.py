"""The pages in the browser: shell, navigation, and what is drawn for people."""
