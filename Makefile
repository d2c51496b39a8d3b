# make demo   builds mingxi and runs it on the shipped document
# make test   every test and the linter
# make score  measures against truth and against the corpus; fails where SCORES.md was better
# make bench  speed, beside other tools
# Each target installs the Debian packages it needs and does not find.

GO         ?= go
BIN        := bin/mingxi
VERSION    ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
STATICCHECK := $(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2

# Recognition of scans. TAGS= builds without it, and then needs no C compiler.
TAGS       ?= ocr
ifneq ($(TAGS),)
GOFLAGS_TAGS := -tags $(TAGS)
OCR_PACKAGES := g++ tesseract-ocr tesseract-ocr-chi-sim libtesseract-dev libleptonica-dev fonts-liberation
endif

# What the tests compare with: poppler's reading of the same pages, and scans that are made of its drawings.
TEST_PACKAGES := poppler-utils poppler-data python3

.PHONY: build demo test lint score bench clean

build: ocr-packages
	$(GO) build $(GOFLAGS_TAGS) -ldflags '-X main.version=$(VERSION)' -o $(BIN) ./cmd/mingxi

demo: build
	$(BIN) extract testdata/hongqi-2026/doc.pdf -o out/demo --fail-on never

test: test-packages ocr-packages lint
	$(GO) test $(GOFLAGS_TAGS) ./...
	$(GO) run $(GOFLAGS_TAGS) ./internal/score

lint:
	@test -z "$$(gofmt -l .)" || { echo "these files want gofmt:"; gofmt -l .; exit 1; }
	$(GO) vet ./...
	$(GO) vet $(GOFLAGS_TAGS) ./...
	$(STATICCHECK) ./...

score: test-packages ocr-packages
	$(GO) run $(GOFLAGS_TAGS) ./internal/score $(SCORE)

bench: test-packages ocr-packages
	$(GO) test $(GOFLAGS_TAGS) -run '^$$' -bench . -benchmem ./...

clean:
	rm -rf bin out

.PHONY: test-packages ocr-packages
ocr-packages:
	@scripts/install-packages $(OCR_PACKAGES)
test-packages:
	@scripts/install-packages $(TEST_PACKAGES)
