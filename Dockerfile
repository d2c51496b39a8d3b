# The command in a small image that runs as nobody in particular:
#   docker build -t mingxi .
#   docker run --rm -v "$PWD":/work mingxi extract budget.pdf -o dataset
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=devel
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /mingxi ./cmd/mingxi

FROM debian:bookworm-slim
RUN useradd --uid 10001 --create-home mingxi
COPY --from=build /mingxi /usr/local/bin/mingxi
COPY LICENSE /usr/share/doc/mingxi/LICENSE
USER mingxi
WORKDIR /work
ENTRYPOINT ["mingxi"]
CMD ["--help"]
