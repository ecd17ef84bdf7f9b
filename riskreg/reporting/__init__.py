"""The monthly report: records to document to bytes."""
