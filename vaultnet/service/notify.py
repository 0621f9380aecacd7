"""Messages to the service manager, if one is listening: sd_notify(3) is a single datagram."""

from collections.abc import Mapping

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"


def status(sentence: str) -> str:
    """What `systemctl status` shows."""
    return f"STATUS={' '.join(sentence.split())}"


def notify(environment: Mapping[str, str], *words: str) -> None:
    """Send the message; it is no fault if nobody listens."""
    place = environment.get("NOTIFY_SOCKET", "")
    if not place:
        return
    import socket  # noqa: PLC0415 - most watchers are nobody's service

    if not hasattr(socket, "AF_UNIX"):
        return
    address = f"\0{place[1:]}" if place.startswith("@") else place
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.sendto("\n".join(words).encode("utf-8", "replace"), address)
    except OSError:
        return
