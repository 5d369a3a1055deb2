"""A small OpenID Connect provider on this machine, honest until told otherwise."""

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

CLIENT, SECRET = "plats", "hemlighet-som-bara-vi-har-0123456789"


@dataclass
class Provider:
    """What it says about the person who signs in there, and what it has been asked."""

    issuer: str
    claims: dict[str, Any] = field(default_factory=dict)  # of the person, in userinfo
    token: dict[str, Any] = field(default_factory=dict)  # what the ID token says differently
    clock: float = 0  # seconds by which its clock is ahead of ours
    asked: dict[str, str] = field(default_factory=dict)  # the latest question of the browser
    exchanged: int = 0

    def authorize(self, address: str) -> dict[str, str]:
        """What the person's browser does there: sign in, and be sent back with these parameters."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        return {"code": "engangskod", "state": self.asked["state"]}

    def tokens(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Exchange the code; whoever asks must have our secret and be the one who started."""
        challenge = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        wanted = (CLIENT, SECRET, "engangskod", self.asked["redirect_uri"], self.asked["code_challenge"])
        given = tuple(form[name] for name in ("client_id", "client_secret", "code", "redirect_uri"))
        if (*given, challenge) != wanted:
            return 400, {"error": "invalid_grant"}
        self.exchanged += 1
        now = time.time() + self.clock
        told = {"iss": self.issuer, "aud": CLIENT, "sub": "p1", "iat": int(now), "exp": int(now) + 300}
        signed = jwt.encode(told | self.token, SECRET, algorithm="HS256")
        return 200, {"access_token": "a", "token_type": "Bearer", "expires_in": 300, "id_token": signed}


@contextmanager
def provider_running() -> Iterator[Provider]:
    """A real HTTP server for as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/.well-known/openid-configuration":
                self.answer(
                    200,
                    {
                        "issuer": provider.issuer,
                        "authorization_endpoint": f"{provider.issuer}/authorize",
                        "token_endpoint": f"{provider.issuer}/token",
                        "userinfo_endpoint": f"{provider.issuer}/userinfo",
                        "jwks_uri": f"{provider.issuer}/jwks",
                        "token_endpoint_auth_methods_supported": ["client_secret_post"],
                    },
                )
            else:
                self.answer(200, {"sub": "p1", **provider.claims})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.answer(*provider.tokens({name: values[0] for name, values in parse_qs(body).items()}))

        def answer(self, status: int, body: dict[str, Any]) -> None:
            raw = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: Any) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(issuer=f"http://127.0.0.1:{server.server_address[1]}")
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
