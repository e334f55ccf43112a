"""What screens of several rooms share: the choice of region and period, filters, tables, charts, messages."""
