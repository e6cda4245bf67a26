# The application as one image: gunicorn behind whitenoise, as a user without rights.
#   docker build -t room-heat-pump-advisor .
# It needs DATABASE_URL, SECRET_KEY and ALLOWED_HOSTS at run time: compose.yaml shows them all.

# -slim is Debian with glibc: NumPy and psycopg have ready-made wheels for it (Alpine has not all).
FROM python:3.13-slim

# HOST: the network of the container, of which only what compose publishes is seen outside.
ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    HOST=0.0.0.0

# A fixed number, so that a volume's files keep their owner from one image to the next.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin advisor

WORKDIR /app

# Packages before code: this layer is built again only when the lock changes. The runtime lock has
# the same pins and hashes as requirements.lock, without test tools and embedded PostgreSQL.
COPY requirements-runtime.lock ./
RUN pip install --require-hashes --only-binary=:all: -r requirements-runtime.lock

# Named one by one: nothing else of the working tree can slip into the image.
COPY manage.py ./
COPY advisor/ advisor/
COPY catalog/ catalog/
COPY templates/ templates/
COPY static/ static/

# Compressed and hashed copies into var/static. The two values only let the settings load: no
# database is asked, nothing is signed, and neither is kept in the image.
RUN DATABASE_URL=postgresql://nobody@localhost/none SECRET_KEY=only-to-build \
    python manage.py collectstatic --no-input -v 0

# Everything under /app stays root's: the process can read its code, not change it.
USER advisor

EXPOSE 8000

# Process only. A lost database must not make the engine restart healthy processes: /readyz is for
# the load balancer. Asked under a host name that the application accepts. A first start fills the
# database before it answers: a minute, on a slow machine more.
HEALTHCHECK --interval=10s --timeout=3s --start-period=180s --retries=3 \
    CMD ["python", "-m", "advisor.operations.probe"]

# Bring the database up to date (each step finds out for itself that nothing is to do; of several
# hosts that start at once, one does it and the others wait), then serve.
# exec: gunicorn becomes process 1 and gets the engine's SIGTERM.
CMD ["sh", "-c", "\
python manage.py prepare_database && \
exec python -m gunicorn --config python:advisor.operations.gunicorn_conf advisor.wsgi"]
