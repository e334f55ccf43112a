"""Tests of the commands of cli.py."""
