"""Find the people of the list in any text, in the forms that their names may take."""
