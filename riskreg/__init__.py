"""Risk register and improvement-plan tracker."""
