"""Know the people of the circle: their list, the forms of their names, and where these stand."""
