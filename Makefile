# make tesseract  bin/mingxi-tesseract, with which bin/mingxi reads scans in other languages
# make demo   builds mingxi and runs it on the shipped document
# make test   every test, the linter and the scores; make tests, make lint and make score are its parts
# make score  measures against truth and against the corpus; fails where SCORES.md was better
# make bench  speed, beside other tools: whole processes on the files in PAIRS, instructions, then packages
# make soak   60,000 damaged documents are read: SOAK='-time 20m -keep DIR' for fewer
# make vulnerabilities  looks for known ones in what is called, and holds the modules against go.sum
# make release  static programs for Linux, macOS and Windows, as archives in dist
# Each target installs the Debian packages it needs and does not find.

GO         ?= go
BIN        := bin/mingxi
# The package that says which version the program is.
COMMANDS   := github.com/mingxi/mingxi/cmd/mingxi/internal/commands
VERSION    ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
STATICCHECK := $(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2

# Scans are read by networks that are part of the program (weights), which is one static file; TAGS= builds without them.
TAGS       ?= weights
ifneq ($(TAGS),)
GOFLAGS_TAGS := -tags $(TAGS)
endif
export CGO_ENABLED := 0

# What is compiled does not depend on where it lies, so that one clone finds what was compiled in another.
export GOFLAGS += -trimpath

# Tesseract is read with by a program of its own, for languages that the networks do not know.
TESSERACT := bin/mingxi-tesseract
TESSERACT_PACKAGES := g++ tesseract-ocr tesseract-ocr-chi-sim libtesseract-dev libleptonica-dev

# What the tests compare with: poppler's reading of the same pages, and scans that are made of its drawings.
# Pages are tested in Chromium.
TEST_PACKAGES := $(TESSERACT_PACKAGES) fonts-liberation poppler-utils poppler-data python3 chromium fonts-noto-cjk

# Real disclosures, where they are there.
PAIRS ?= $(addprefix ../shared/corpus/,dept-budget dept-final gov-budget)

.PHONY: build tesseract demo test tests lint vulnerabilities score bench soak release clean

build: weights
	$(GO) build $(GOFLAGS_TAGS) -ldflags '-s -w -X $(COMMANDS).version=$(VERSION)' -o $(BIN) ./cmd/mingxi

tesseract:
	@scripts/install-packages $(TESSERACT_PACKAGES)
	CGO_ENABLED=1 $(GO) build -tags ocr -ldflags '-s -w' -o $(TESSERACT) ./cmd/mingxi-tesseract

demo: build
	$(BIN) extract testdata/hongqi-2026/doc.pdf -o out/demo

test: test-packages weights lint tests score

# Tests that the scores run, which also count what need not be right.
OF_SCORES := TestAgainstPdftotext|TestCorpusMeaning|TestImprint

tests: test-packages weights
	CGO_ENABLED=1 $(GO) test -tags ocr ./cmd/mingxi-tesseract
	$(GO) test -vet=off -skip '^($(OF_SCORES))$$' $(GOFLAGS_TAGS) ./...

# All is looked at as the tags build it, and once more what is built otherwise with others. Linters are soon
# done, and need not save memory.
lint: export GOGC := 400
lint:
	@test -z "$$(gofmt -l .)" || { echo "these files want gofmt:"; gofmt -l .; exit 1; }
	$(GO) vet $(GOFLAGS_TAGS) ./...
	$(GO) vet ./cmd/mingxi ./internal/networks
	CGO_ENABLED=1 $(GO) vet -tags ocr ./cmd/mingxi-tesseract
	$(STATICCHECK) $(GOFLAGS_TAGS) ./...

vulnerabilities:
	@scripts/check-vulnerabilities $(GOFLAGS_TAGS)

score: test-packages weights
	$(GO) run $(GOFLAGS_TAGS) ./internal/score $(SCORE)

bench: test-packages build
	@scripts/install-packages mupdf-tools valgrind
	$(GO) run ./scripts/pairs -program $(BIN) $(PAIRS)
	$(GO) run ./scripts/instructions testdata/hongqi-2026/doc.pdf
	$(GO) test $(GOFLAGS_TAGS) -run '^$$' -bench . -benchmem ./...

soak:
	$(GO) run ./scripts/soak $(SOAK)

# The programs read scans by the networks, and need nothing of the machine. TARGETS=linux/amd64 builds for one system.
release:
	@scripts/fetch-weights
	$(GO) run ./scripts/release -version $(VERSION) $(TARGETS)

clean:
	rm -rf bin out dist

.PHONY: test-packages weights
weights:
ifneq ($(findstring weights,$(TAGS)),)
	@scripts/fetch-weights
endif
test-packages:
	@scripts/install-packages $(TEST_PACKAGES)
	@command -v npm >/dev/null && scripts/fetch-onnxruntime || echo "no npm: the test against onnxruntime is skipped" >&2
