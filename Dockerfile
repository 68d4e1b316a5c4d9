# syntax=docker/dockerfile:1

# Compiles the program, with the tools that only this takes.
FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
# What the pages for browsers are made of.
COPY scripts/copy-assets.mjs ./scripts/
COPY docs/errors.md docs/vendor-traps.md ./docs/
RUN npm run build && rm -f dist/.tsbuildinfo

# What the program needs at run time, from the same lock file.
FROM node:20-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force

FROM node:20-slim
LABEL org.opencontainers.image.title="Peoplegraph" \
      org.opencontainers.image.description="One GraphQL API over the four systems in which a company keeps its people." \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="MIT"
# A container is reached from outside itself only when the server does not listen on loopback. It then refuses to
# start without API_KEYS; `npm run api-key` makes one.
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4000 \
    DATA_DIR=/data
RUN mkdir /data && chown node:node /data
WORKDIR /app
# Owned by root, so that the program cannot change itself.
COPY package.json LICENSE ./
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY bin ./bin
RUN ln -s /app/bin/peoplegraph.mjs /usr/local/bin/peoplegraph
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=15s --timeout=5s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process, so that signals reach it with no npm in between.
# The same flags as in `npm start`; bench/README.md says what they are worth.
CMD ["node", "--enable-source-maps", "--max-old-space-size=1024", "--max-semi-space-size=32", "--heap-growing-percent=100", "--no-allocation-site-pretenuring", "dist/main.js"]
