"""States of a period kept under a name, and now held against one of them."""
