# Dramatis in a container: `dramatis run` by default; any other subcommand by name (docker run IMAGE doctor).
FROM python:3.11-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY Makefile pyproject.toml README.md requirements.lock requirements-encoder.lock requirements-dask.lock ./
COPY bot bot
COPY handlers handlers
COPY storage storage
COPY playground playground
RUN make .venv/run
# The extra for large survey files on a Dask cluster: --build-arg DASK=yes.
ARG DASK=no
RUN if [ "$DASK" = yes ]; then \
      VIRTUAL_ENV=/app/.venv .venv/bin/uv pip install --require-hashes --no-deps -r requirements-dask.lock; fi

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 dramatis && mkdir -p /app/var && chown dramatis /app/var
WORKDIR /app
COPY --from=build /app /app
USER dramatis
ENV PATH=/app/.venv/bin:$PATH HOST=0.0.0.0 PORT=3000 OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
VOLUME /app/var
EXPOSE 3000
# SIGTERM lets it finish what is under way; give it half a minute.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD ["python", "-c", \
  "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/readyz', timeout=4)"]
ENTRYPOINT ["dramatis"]
CMD ["run"]
