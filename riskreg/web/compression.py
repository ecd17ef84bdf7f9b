"""Pages, styles and scripts travel compressed; files that are kept or handed over travel as they are."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

COMPRESSED = ("text/html", "text/css", "text/javascript", "image/svg+xml")


class CompressionMiddleware(GZipMiddleware):
    """Django's own compression, with its random padding against guessing by length, for what a browser shows."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        # A part of a file is counted in the file's own bytes.
        is_whole = "Content-Disposition" not in response.headers and "Content-Range" not in response.headers
        if kind in COMPRESSED and is_whole:
            return super().process_response(request, response)
        return response
