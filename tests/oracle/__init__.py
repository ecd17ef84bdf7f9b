"""A second, independent reading of the register's rules, used to check the product."""
