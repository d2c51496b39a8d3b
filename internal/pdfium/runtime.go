package pdfium

import (
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// The memory that PDFium may take.
const (
	pageOfMemory = 65536             // bytes that WebAssembly counts memory by
	mostMemory   = 1 << 30           // bytes
	shareOfLimit = 0.5               // of the memory that the process is limited to
	folderOfCode = "mingxi/renderer" // under the user's cache folder
)

// runtimeConfig says how PDFium runs: compiled once a machine, within a bound of memory, and ended by its context. To
// look for the context's end makes it three to five times slower, which plain scans are spared.
func runtimeConfig(code wazero.CompilationCache, toEnd bool) wazero.RuntimeConfig {
	return wazero.NewRuntimeConfigCompiler().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithCompilationCache(code).
		WithCloseOnContextDone(!toEnd).
		WithMemoryLimitPages(uint32(memory() / pageOfMemory))
}

// memory is how many bytes PDFium may take.
func memory() int64 {
	limit := debug.SetMemoryLimit(-1)
	if limit == math.MaxInt64 {
		return mostMemory
	}
	return min(mostMemory, int64(float64(limit)*shareOfLimit))
}

// A codeStore holds what PDFium was compiled to, which takes seconds: in the user's cache folder, where the next process
// finds it, or in memory where there is no such folder or it cannot be written to.
type codeStore struct {
	cache    wazero.CompilationCache // nil until it is asked for
	inMemory bool
}

// open gives the store, which is there as long as the process.
func (s *codeStore) open() wazero.CompilationCache {
	if s.cache != nil {
		return s.cache
	}
	if dir, err := os.UserCacheDir(); err == nil && !s.inMemory {
		if s.cache, err = wazero.NewCompilationCacheWithDir(filepath.Join(dir, folderOfCode)); err == nil {
			return s.cache
		}
	}
	s.cache, s.inMemory = wazero.NewCompilationCache(), true
	return s.cache
}

// giveUp leaves a folder that turned out to be of no use, as on a full disk; false if there was none.
func (s *codeStore) giveUp() bool {
	if s.inMemory {
		return false
	}
	s.cache, s.inMemory = nil, true
	return true
}

// fontsOf are folders of fonts, by system. PDFium looks for them where Linux has them.
var fontsOf = map[string][]string{
	"linux":   {"/usr/share/fonts", "/usr/local/share/fonts"},
	"darwin":  {"/System/Library/Fonts", "/Library/Fonts"},
	"windows": {`C:\Windows\Fonts`},
}

// fonts are all that PDFium sees of the system's files: what pages name and do not embed is drawn with them.
func fonts() wazero.FSConfig {
	see := wazero.NewFSConfig()
	for i, dir := range fontsOf[runtime.GOOS] {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			see = see.WithReadOnlyDirMount(dir, fontsOf["linux"][i])
		}
	}
	return see
}
