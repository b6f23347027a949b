"""Attacks on the web application, each one a row with a name. What is tried stands in the tables; the summary of a test run says how many were."""
