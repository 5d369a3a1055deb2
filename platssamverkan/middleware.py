"""What every answer gets: headers that let it do little, no copy left behind, and one line in the log."""

import logging
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("platssamverkan.request")

# What the browser may never offer a page of ours, or a page that shows one of ours.
PERMISSIONS = (
    "accelerometer", "autoplay", "bluetooth", "camera", "display-capture", "encrypted-media", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS_POLICY = ", ".join(
    [
        *(f"{feature}=()" for feature in PERMISSIONS),
        # Where the phone is, when somebody reports and asks for it; passkeys.  Ours, on our own pages.
        "geolocation=(self)",
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)


class SecurityHeadersMiddleware:
    """Allow our own host and nothing else; inline scripts only with this request's nonce.

    django-leaflet's tag writes one inline script and takes the nonce from `request.csp_nonce`.
    SecurityMiddleware adds HSTS over TLS, nosniff, Referrer-Policy and Cross-Origin-Opener-Policy.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        nonce = secrets.token_urlsafe(16)
        request.csp_nonce = nonce  # type: ignore[attr-defined]
        response = self.get_response(request)
        # Plotly writes styles into the page; a view that shows its charts asks for this, no other does.
        styles = " 'unsafe-inline'" if getattr(response, "csp_inline_styles", False) else ""
        response["Content-Security-Policy"] = "; ".join(
            (
                "default-src 'none'",
                f"script-src 'self' 'nonce-{nonce}'",
                f"style-src 'self'{styles}",
                "img-src 'self' data:",
                "font-src 'self'",
                "connect-src 'self'",
                "manifest-src 'self'",
                "form-action 'self'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
            )
        )
        # A walk's page shows the camera's picture under an earlier one; no other page may.
        filming = getattr(response, "may_use_camera", False)
        response["Permissions-Policy"] = (
            PERMISSIONS_POLICY.replace("camera=()", "camera=(self)") if filming else PERMISSIONS_POLICY
        )
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class NoStoreMiddleware:
    """Let nobody keep a copy of what we made for one reader: no browser on a shared computer, no proxy.

    Static files, which are the same for everyone, are answered before they come here.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Cache-Control"] = "no-store, private"
        return response


class RequestLogMiddleware:
    """Write one line for each request: method, route, status, milliseconds.

    The route is the pattern (`omraden/<slug>/`), never the address that was asked for, and no user,
    so that the log holds nothing about persons.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        route = request.resolver_match.route if request.resolver_match else "-"
        log.info(
            "request",
            extra={
                "method": request.method,
                "route": route,
                "status": response.status_code,
                "ms": round((time.perf_counter() - started) * 1000, 1),
            },
        )
        return response
