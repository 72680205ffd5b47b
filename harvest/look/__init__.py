"""The look that a publication chooses for itself: two colours and a logo."""
