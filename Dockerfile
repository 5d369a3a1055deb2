# One image for migrate, web, worker and beat; the command tells them apart (docker-compose.yml).
FROM python:3.12-slim-bookworm AS packages

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --require-hashes -r requirements.txt


FROM python:3.12-slim-bookworm

# GeoDjango reads GDAL (with GEOS and PROJ), WeasyPrint draws text with Pango; backup and restore call
# the database's own programs, which must be as new as the server.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates postgresql-common \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install -y --no-install-recommends \
        gdal-bin libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin platssamverkan
COPY --from=packages /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    XDG_CACHE_HOME=/tmp DJANGO_SETTINGS_MODULE=platssamverkan.settings \
    STATIC_ROOT=/app/static-gathered MEDIA_ROOT=/app/var/media

WORKDIR /app
COPY . .
# The addresses lead nowhere: collectstatic asks neither, but the settings want every one to be named.
RUN DEMO=1 SECRET_KEY=only-while-building DATABASE_URL=postgresql://nobody@nowhere/none REDIS_URL=redis://nowhere/0 \
        python manage.py collectstatic --noinput \
    && python -m compileall -q . \
    && install -d -o platssamverkan -g platssamverkan var/media var/beat

USER platssamverkan
EXPOSE 8000
CMD ["gunicorn", "platssamverkan.wsgi", "--config", "deploy/gunicorn.conf.py"]
