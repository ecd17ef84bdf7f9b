"""Words of the field: no ORM, no request, no clock."""
