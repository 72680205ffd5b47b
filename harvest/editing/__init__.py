"""Change files of an author: only what a change names, in one step, and never over what somebody wrote meanwhile."""
