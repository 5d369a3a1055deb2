"""The web server, the same in the demo, in a container and under systemd.

BIND and WEB_CONCURRENCY (gunicorn's own name for the number of workers) come from the environment.
"""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
# Loaded once and shared, so that a second process costs neither time nor much memory.
preload_app = True
# Reports are built by the worker, so a page that takes this long hangs.
timeout = 30
graceful_timeout = 10
# The heartbeat file must not wait for a disk.
worker_tmp_dir = "/dev/shm"  # noqa: S108  gunicorn makes a private file in it
# A process that slowly grew is replaced, at slightly different times.
max_requests = 5000
max_requests_jitter = 500
# Requests are logged by the application, without personal data; gunicorn's own log would hold addresses.
accesslog = None
# Its place would be the user's home: not writable in a container, and shared by two checkouts.
control_socket_disable = True
