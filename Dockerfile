# The command line and the worker of Octavo, from this checkout.
ARG BASE=node:22.12.0-bookworm-slim

FROM ${BASE} AS build
WORKDIR /octavo
COPY . .
RUN npm ci && npm run pack -- /packed

FROM ${BASE}
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /packed /packed
RUN npm init -y >/dev/null && npm install --ignore-scripts /packed/*.tgz && npm cache clean --force
USER node
ENTRYPOINT ["/app/node_modules/.bin/octavo"]
CMD ["worker"]
