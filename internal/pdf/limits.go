package pdf

import "time"

// The ceilings that keep one file, however it was made, from taking the machine. Each is far above
// what a real disclosure needs; a page that passes one is told so in its Problem and the others are
// still read.
const (
	// MaxFileBytes bounds the file itself: the longest disclosures seen are below 100 MB, and
	// offsets beyond this would only come from garbage.
	MaxFileBytes = 1 << 30

	// maxObjects bounds object numbers: the cross-reference table needs memory for each number up
	// to the highest, which a damaged entry can put anywhere.
	maxObjects = 4 << 20

	// maxSections bounds the chain of cross-reference sections: one for each time the file was
	// saved incrementally.
	maxSections = 4096

	// maxExpandedBytes bounds what all object streams of a file unpack to. Structure trees of
	// 600-page tagged files need 30 MB.
	maxExpandedBytes = 256 << 20

	// maxTableEntries bounds the cross-reference entries that are read, since the sections of a
	// hostile file can overlap.
	maxTableEntries = 2 * maxObjects

	// scanFactor bounds how many times the bytes of a file are parsed while it is scanned for
	// objects: a string that is never closed reaches from each object to the end of the file.
	scanFactor = 16

	// maxObjectReads and readsPerObject bound what the library reads of the file for one page, or
	// to open it: an array of a hundred thousand references to one large object would have it
	// parsed as often, at five megabytes a second. Real pages read below 4 MB, and opening reads
	// some blocks of 4 KB for each page.
	maxObjectReads = 16 << 20
	readsPerObject = 8 << 10

	// maxStreamBytes bounds what one stream unpacks to: Flate can grow a thousandfold. Content
	// streams of maps and posters reach 30 MB.
	maxStreamBytes = 128 << 20

	// maxUnpackedBytes bounds what all streams of a page unpack to, at each of their filters: a page can name one
	// stream a thousand times, and a stream can be packed a dozen times over, which is nothing in the end.
	maxUnpackedBytes = 384 << 20

	// maxPlainObjectBytes bounds one object that is no stream, because each of its numbers takes
	// some forty bytes once parsed. Real ones stay below 1 MB.
	maxPlainObjectBytes = 8 << 20

	// maxNesting bounds arrays and dictionaries inside each other; real files use about ten
	// levels, and each takes a frame of the stack.
	maxNesting = 100

	// maxPages bounds the page list; government budgets in one file reach some 1,500.
	maxPages = 50000

	// maxTreeDepth bounds the page tree, which well-made files keep below five levels.
	maxTreeDepth = 64

	// maxFormDepth bounds Form XObjects inside each other. Office printers nest up to eight.
	maxFormDepth = 24

	// maxFormRuns bounds how often a page runs forms, so that a few kilobytes of forms that each
	// draw another twice cannot run for hours. Maps draw some thousand symbols.
	maxFormRuns = 20_000

	// maxStateDepth bounds unmatched q operators; each keeps a graphics state.
	maxStateDepth = 512

	// maxOperands bounds what may stand before one operator: the longest TJ arrays and dash
	// patterns of real files have some thousands.
	maxOperands = 1 << 16

	// maxOperators bounds the operators of one page, forms included. Disclosures have below 60,000, dense A0
	// plans two million.
	maxOperators = 5 << 20

	// maxGlyphs bounds the characters of one page: a newspaper page has 15,000, and each takes
	// about ninety bytes.
	maxGlyphs = 200_000

	// maxFileGlyphs and maxFileWork bound what all pages of a file take, since hundreds of pages can share the one
	// content that is just within a page's bounds. The largest disclosures have 230,000 characters, and do work of
	// 2 million: an operator is 1, and so are workBytes of unpacked streams.
	maxFileGlyphs = 6_000_000
	maxFileWork   = 60_000_000
	workBytes     = 64

	// maxStrokes bounds the straight lines of one page before they are joined: dotted borders
	// drawn dot by dot reach 100,000.
	maxStrokes = 500_000

	// maxPathPoints bounds one path before it is painted.
	maxPathPoints = 1 << 20

	// maxCMapEntries bounds the entries of one character map; Unicode has 1,114,112 places.
	maxCMapEntries = 1 << 20

	// maxCMapDepth bounds usecmap chains.
	maxCMapDepth = 8

	// maxFontTable bounds the glyphs read from an embedded font's tables; the formats count them
	// in sixteen bits.
	maxFontTable = 1 << 16

	// maxMapCodes bounds the codes that the character maps of an embedded font list together: a
	// font has two or three maps of at most sixty thousand.
	maxMapCodes = 1 << 18

	// maxPageTime bounds the work on one page. The slowest page seen takes a quarter of a second.
	maxPageTime = 20 * time.Second
)
