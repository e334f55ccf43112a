"""A reference screen behind the same launcher as the app: same headers, same warm-up, same gc.freeze()."""

import os
import sys
from pathlib import Path

import streamlit as st
from starlette.routing import Route

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

import server

app = st.App(
    Path(__file__).parent / os.environ["SIAP_SCREEN"],
    routes=[Route("/healthz", server.health)],
    middleware=server.MIDDLEWARE,
    lifespan=server.lifespan,
)
