"""Workbooks in and out: safe reading, recognising, checking, findings, the template."""
