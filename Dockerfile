# One image for the web, the jobs and the migration; PostgreSQL, Meilisearch and mail are outside (compose.yaml).
FROM node:26-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# Without the optional packages: the embedded PostgreSQL and Meilisearch and the runtimes for older Nodes.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund && npm cache clean --force

FROM node:26-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY db ./db
COPY search ./search
COPY server ./server
COPY scripts ./scripts
# Uploaded files only; everything else may be mounted read-only, with a temporary /tmp.
RUN install -d -o node -g node -m 0700 /data
VOLUME /data
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/main.ts"]
