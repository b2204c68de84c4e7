# The command line and the worker of Octavo, from this checkout.
ARG BASE=node:24.22.3-bookworm-slim

# What the lock file is about, and nothing else: a change of the sources installs nothing again.
FROM ${BASE} AS manifests
WORKDIR /octavo
COPY package.json package-lock.json .npmrc ./
COPY orchestrators/package.json orchestrators/
COPY workflows/package.json workflows/
COPY activities/package.json activities/
COPY services/builder/package.json services/builder/
COPY services/cli/package.json services/cli/
COPY services/client/package.json services/client/
COPY services/config/package.json services/config/
COPY services/migration/package.json services/migration/
COPY services/planner/package.json services/planner/
COPY services/state/package.json services/state/
COPY services/temporal-server/package.json services/temporal-server/
COPY services/worker/package.json services/worker/

# Our own packages are links to sources here; the built ones take their place.
FROM manifests AS dependencies
RUN npm ci --omit=dev && rm -r node_modules/@octavo

FROM manifests AS build
RUN npm ci
COPY . .
RUN npm run build -- /packages

FROM ${BASE}
# Certificates for TLS to Temporal. tini is process 1: the kernel drops a signal that process 1 has no handler for yet.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates tini \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=dependencies /octavo/node_modules node_modules
COPY --from=build /packages node_modules/@octavo
COPY docker/probe.mjs .
# The workflow code, bundled once: a container with a read-only root would do it at each start.
ENV OCTAVO_CACHE=/app/cache
RUN node -e "require('@octavo/worker').workflowBundle()" && chown -R node:node cache
# Where probes are answered; 0.0.0.0:8080 for those from outside the container.
ENV OCTAVO_HEALTH=127.0.0.1:8080
USER node
# All that has to be writable.
VOLUME /tmp
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "/app/probe.mjs", "/healthz"]
ENTRYPOINT ["/usr/bin/tini", "--", "node", "/app/node_modules/@octavo/cli/bin/octavo.js"]
CMD ["worker"]
