"""The servers by which browser and Koshi find each other where no straight way leads."""

import base64
import hashlib
import hmac
import json
import os
import secrets
import time
from typing import Any

_LASTS_S = 12 * 3600  # longer than anybody stands at the camera


def ice_servers() -> list[dict[str, Any]]:
    """STUN and TURN servers for one session at the camera: those of ``KOSHI_ICE_SERVERS`` (JSON),
    none where it is not set: then nobody outside is asked.

    With ``KOSHI_TURN_SECRET``, which coturn knows too (``static-auth-secret``), a TURN server that
    has no credential there gets one that is for this session alone and ends by itself, so that who
    has been here cannot use it for other things later.

    Raises
    ------
    ValueError
        It is no JSON.
    """
    servers = json.loads(os.environ.get("KOSHI_ICE_SERVERS") or "[]")
    secret = os.environ.get("KOSHI_TURN_SECRET", "")
    return [{**each, **_credential(each, secret)} for each in servers]


def _credential(server: dict[str, Any], secret: str) -> dict[str, str]:
    """As coturn reckons it (`use-auth-secret`; draft-uberti-behave-turn-rest-00)."""
    urls = server["urls"]
    first = urls if isinstance(urls, str) else urls[0]
    if not secret or "credential" in server or not first.startswith(("turn:", "turns:")):
        return {}
    user = f"{int(time.time()) + _LASTS_S}:{secrets.token_hex(4)}"
    mark = hmac.digest(secret.encode(), user.encode(), hashlib.sha1)
    return {"username": user, "credential": base64.b64encode(mark).decode()}
