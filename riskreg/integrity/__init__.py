"""Evidence kept while writing: guards in the database, and what checks them."""
