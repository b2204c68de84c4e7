# The command line and the worker of Octavo, from this checkout.
FROM node:22.12.0-bookworm-slim AS build
WORKDIR /octavo
COPY . .
RUN npm ci && npm run build -- /packages
WORKDIR /packed
RUN for package in /packages/*; do npm pack --silent "$package"; done

FROM node:22.12.0-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /packed /packed
RUN npm init -y >/dev/null && npm install --ignore-scripts /packed/*.tgz && npm cache clean --force
USER node
ENTRYPOINT ["/app/node_modules/.bin/octavo"]
CMD ["worker"]
