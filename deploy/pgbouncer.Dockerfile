# PgBouncer as Debian packages it: the version that `./run check` starts.
FROM debian:12.11-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends pgbouncer \
    && rm -rf /var/lib/apt/lists/*
COPY pgbouncer.ini /etc/pgbouncer/pgbouncer.ini
USER postgres
EXPOSE 6432
# The password comes at run time and is kept in memory (/tmp is a tmpfs in compose.yaml).
CMD ["sh", "-c", "umask 077 && printf '\"advisor\" \"%s\"\\n' \"$POSTGRES_PASSWORD\" > /tmp/users.txt && exec pgbouncer /etc/pgbouncer/pgbouncer.ini"]
