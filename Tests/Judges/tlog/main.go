// A judge of the audit log: reads the `log` folder of a bundle offline, by the code with which Go
// checks its own module database, and shares nothing with the program that wrote the folder.
//
//	tlog LOGDIR VKEY [--witness VKEY]... [--consistent NOTE_FILE]...
//
// Every byte of the entries and tiles of the newest tree is checked against its signed root. Each
// witness must have cosigned that tree, and each older note must be about a beginning of it. Files
// that this tree has no use for are not read.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const width = 256 // of a full tile

func main() {
	if len(os.Args) < 3 {
		fail("usage: tlog LOGDIR VKEY [--witness VKEY]... [--consistent NOTE_FILE]...")
	}
	dir, known, older := os.Args[1], []note.Verifier{must(note.NewVerifier(os.Args[2]))}, []string{}
	flags := flag.NewFlagSet("tlog", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // the error says it in one line
	flags.Func("witness", "", func(vkey string) error { known = append(known, newWitness(vkey)); return nil })
	flags.Func("consistent", "", func(file string) error { older = append(older, file); return nil })
	if err := flags.Parse(os.Args[3:]); err != nil || flags.NArg() > 0 {
		fail("arguments: %v %q", err, flags.Args())
	}

	tree := openCheckpoint(dir+"/checkpoint", known, known)
	entries := hashEntries(dir, tree.N)
	if root := rootOf(entries, tree.N); root != tree.Hash {
		fail("%d entries have the root %v, the checkpoint says %v", tree.N, root, tree.Hash)
	}
	tiles := tlog.TileHashReader(tree, tileFolder{dir, entries})
	proven := checkRecords(tree, entries, tiles)
	var sizes, names []string
	for _, file := range older {
		// A witness need not have signed an older note, but what it signed must hold.
		old := openCheckpoint(file, known, known[:1])
		checkConsistency(file, tree, old, tiles)
		sizes = append(sizes, strconv.FormatInt(old.N, 10))
	}
	for _, witness := range known[1:] {
		names = append(names, witness.Name())
	}
	fmt.Printf("ok: %d entries, root %v, inclusion of %d records, consistent with %s, cosigned by %s\n",
		tree.N, tree.Hash, proven, list(sizes), list(names))
}

// openCheckpoint reads a signed note. The first of the known keys is the log's: its name is the origin.
func openCheckpoint(file string, known, required []note.Verifier) (tree tlog.Tree) {
	opened, err := note.Open(must(os.ReadFile(file)), note.VerifierList(known...))
	if err != nil {
		fail("%s: %v", file, err)
	}
	// Open refuses a wrong signature by a known key, but is content with one that is right.
	signed := map[string]bool{}
	for _, s := range opened.Sigs {
		signed[fmt.Sprintf("%s+%08x", s.Name, s.Hash)] = true
	}
	for _, v := range required {
		if key := fmt.Sprintf("%s+%08x", v.Name(), v.KeyHash()); !signed[key] {
			fail("%s is not signed by %s", file, key)
		}
	}
	// tlog.ParseTree takes only the origin of Go's database. A fourth line would be an extension,
	// which this log does not use.
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != known[0].Name() {
		fail("%s: not three lines of which the first is %s", file, known[0].Name())
	}
	tree.N, err = strconv.ParseInt(lines[1], 10, 64)
	if err != nil || tree.N < 0 || strconv.FormatInt(tree.N, 10) != lines[1] {
		fail("%s: %q is no size", file, lines[1])
	}
	root, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		fail("%s: %q is no root", file, lines[2])
	}
	copy(tree.Hash[:], root)
	return tree
}

// witness verifies Ed25519 cosignatures, type 04, which package note does not know: they sign a time too.
type witness struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

func newWitness(vkey string) witness {
	name, rest, _ := strings.Cut(vkey, "+")
	id, encoded, _ := strings.Cut(rest, "+")
	key, err := base64.StdEncoding.Strict().DecodeString(encoded)
	sum := sha256.Sum256([]byte(name + "\n" + string(key)))
	if err != nil || len(key) != 33 || key[0] != 4 || id != fmt.Sprintf("%x", sum[:4]) {
		fail("%q is no key of an Ed25519 witness", vkey)
	}
	return witness{name, binary.BigEndian.Uint32(sum[:]), key[1:]}
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.id }
func (w witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(signature), text)
	return ed25519.Verify(w.key, []byte(message), signature[8:])
}

// hashes are all hashes of a tree, in the storage order of package tlog.
type hashes []tlog.Hash

func (h hashes) ReadHashes(indexes []int64) (found []tlog.Hash, err error) {
	for _, index := range indexes {
		found = append(found, h[index])
	}
	return found, nil
}

// hashEntries makes the tree from the entries alone, so that no tile has a say in its root.
func hashEntries(dir string, size int64) (all hashes) {
	var left []byte
	for record := int64(0); record < size; record++ {
		bundle := tlog.Tile{H: 8, L: -1, N: record / width, W: width}
		if rest := size - bundle.N*width; rest < width {
			bundle.W = int(rest)
		}
		if record%width == 0 {
			left = must(os.ReadFile(dir + "/" + path(bundle)))
		}
		if len(left) < 2 || len(left) < 2+int(binary.BigEndian.Uint16(left)) {
			fail("%s ends within entry %d", path(bundle), record)
		}
		end := 2 + int(binary.BigEndian.Uint16(left))
		all = append(all, must(tlog.StoredHashes(record, left[2:end], all))...)
		left = left[end:]
		if last := record%width == int64(bundle.W)-1; last && len(left) > 0 {
			fail("%s has %d bytes after its last entry", path(bundle), len(left))
		}
	}
	return all
}

// rootOf differs from package tlog for the empty tree, which is the hash of nothing in RFC 6962.
func rootOf(all hashes, size int64) tlog.Hash {
	if size == 0 {
		return sha256.Sum256(nil)
	}
	return must(tlog.TreeHash(size, all))
}

// tileFolder serves the tiles that package tlog asks for, when they are what the entries give. This
// is not left to the package: it compares tiles with their parents, but (in 0.7) skips as many of
// them as the list of subtrees at the right edge is longer than the list of tiles that hold them.
type tileFolder struct {
	dir     string
	entries hashes
}

func (f tileFolder) Height() int                     { return 8 }
func (f tileFolder) SaveTiles([]tlog.Tile, [][]byte) {}
func (f tileFolder) ReadTiles(tiles []tlog.Tile) (contents [][]byte, err error) {
	for _, tile := range tiles {
		content := must(os.ReadFile(f.dir + "/" + path(tile)))
		if !bytes.Equal(content, must(tlog.ReadTileData(tile, f.entries))) {
			fail("%s does not hold the hashes of the entries", path(tile))
		}
		contents = append(contents, content)
	}
	return contents, nil
}

// path is that of C2SP tlog-tiles, which has neither a height nor the name data.
func path(tile tlog.Tile) string {
	path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
	return strings.Replace(path, "tile/data/", "tile/entries/", 1)
}

// checkRecords reads the hashes of all records, for which the reader needs every tile, and proves
// about 256 of them with proofs made from the tiles, the first and the last among them.
func checkRecords(tree tlog.Tree, entries hashes, tiles tlog.HashReader) (proven int) {
	if tree.N == 0 {
		return 0 // the reader would look for the last tile
	}
	indexes := make([]int64, tree.N)
	for record := range indexes {
		indexes[record] = tlog.StoredHashIndex(0, int64(record))
	}
	must(tiles.ReadHashes(indexes))
	for record := int64(0); ; record += tree.N/256 + 1 {
		if record >= tree.N {
			record = tree.N - 1
		}
		proof, leaf := must(tlog.ProveRecord(tree.N, record, tiles)), entries[indexes[record]]
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, record, leaf); err != nil {
			fail("inclusion of record %d: %v", record, err)
		}
		if proven++; record == tree.N-1 {
			return proven
		}
	}
}

func checkConsistency(file string, tree, old tlog.Tree, tiles tlog.HashReader) {
	if old.N > tree.N {
		fail("%s: a tree of %d entries is not older than one of %d", file, old.N, tree.N)
	} else if old.N == 0 { // every tree begins with the empty one: there is nothing to prove but its root
		if old.Hash != rootOf(nil, 0) {
			fail("%s: %v is not the root of the empty tree", file, old.Hash)
		}
	} else {
		proof := must(tlog.ProveTree(tree.N, old.N, tiles))
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash); err != nil {
			fail("%s: consistency from %d to %d entries: %v", file, old.N, tree.N, err)
		}
	}
}

func list(items []string) string {
	if len(items) == 0 {
		return "none"
	}
	return strings.Join(items, " ")
}

func must[T any](value T, err error) T {
	if err != nil {
		fail("%v", err)
	}
	return value
}

func fail(format string, arguments ...any) {
	fmt.Fprintf(os.Stderr, "tlog: "+format+"\n", arguments...)
	os.Exit(1)
}
