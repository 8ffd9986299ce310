# The program as a container: built from the same lock file, run by nobody special, everything kept in one volume.
FROM node:22-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:22-bookworm-slim
ENV NODE_ENV=production GARMINSYNC_HOME=/data
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force && mkdir /data && chown node:node /data && chmod 700 /data
COPY --from=build /build/dist ./dist
USER node
VOLUME /data
EXPOSE 8787
STOPSIGNAL SIGTERM
# Asked inside the container, by a name that the server answers to.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8787/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/garminsync.js"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8787"]
