# The application. The wheel is built here, with the fonts of the pages, and is all that the image takes from this folder.
FROM python:3.13.9-slim-bookworm AS build
WORKDIR /build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_CONSTRAINT=/build/constraints.txt
# vendor.py puts Node.js, which is not in this image, into a virtual environment only.
RUN python -m venv /build/.venv && python -m venv /opt/entremise
ENV PATH=/build/.venv/bin:$PATH
COPY constraints.txt package.json package-lock.json .npmrc pyproject.toml hatch_build.py README.md LICENSE ./
COPY tools/vendor.py tools/vendor.py
COPY static static
RUN python tools/vendor.py
COPY cypher cypher
COPY explorer explorer
RUN pip install build && python -m build --wheel && /opt/entremise/bin/pip install dist/*.whl

FROM python:3.13.9-slim-bookworm
COPY --from=build /opt/entremise /opt/entremise
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin entremise && install -d -o entremise -g entremise -m 700 /data
ENV PATH=/opt/entremise/bin:$PATH ENTREMISE_DATA=/data NUMBA_CACHE_DIR=/data/compiled PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=20s --timeout=15s --start-period=60s --retries=3 \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=10)"]
ENTRYPOINT ["entremise"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
