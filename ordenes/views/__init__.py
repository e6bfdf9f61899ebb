"""Pages of the orders: the acts, the record, the day, the novedades and the warehouse."""
