#!/bin/sh
# Starts Siap Cerdas from a kit on Linux.
cd "$(dirname "$0")" && exec python3 run.py "$@"
