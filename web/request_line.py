"""Which reader of requests this process takes: one whose gate sees a target as it came."""

from uvicorn import config


def keep_whole_targets() -> None:
    """Let every server that this process starts from now on tell the gate; safe to repeat.

    Without httptools, as on Windows, Uvicorn takes h11, which hands a target on whole and bounds a head.
    """
    try:
        import httptools  # noqa: F401
    except ImportError:
        return
    config.HTTP_PROTOCOLS["auto"] = "web.whole_targets:WholeTargetProtocol"
