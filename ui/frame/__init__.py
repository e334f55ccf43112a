"""What stands around every page: the menu, the panel of choices, the head line."""
