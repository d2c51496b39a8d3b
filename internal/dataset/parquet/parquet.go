// Package parquet writes the tables of a dataset with typed columns.
package parquet

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"math/big"
	"slices"
	"strconv"

	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/parquet-go/parquet-go"
	"github.com/shopspring/decimal"
)

// Decimals in Parquet: all values of a column have one scale, fixed when the file is begun.
const (
	decimalBytes  = 16 // the widest that readers in use understand
	decimalDigits = 38 // that 16 bytes hold
	leastScale    = 8  // more than any disclosure prints; a column that has more gets more
)

// parquetCreator stands in every file in place of the library's version, which changes with builds.
const parquetCreator = "mingxi"

// parquetBatch is how many rows are handed over at a time.
const parquetBatch = 1024

// parquetGroupRows is how many rows a row group has, and so how many are held until it is written.
const parquetGroupRows = 128 * parquetBatch

// Write writes a resource as Parquet: amounts as decimals, lists as lists, keys as JSON.
func Write(w io.Writer, r contract.Resource, rows func() iter.Seq[[]string]) error {
	scales := decimalScales(r.Fields, rows())
	schema := parquet.NewSchema(r.Name, parquetGroup(r.Fields, scales))
	out := parquet.NewWriter(w, schema, parquet.Compression(&parquet.Zstd), parquet.CreatedBy(parquetCreator, "", ""),
		parquet.MaxRowsPerRowGroup(parquetGroupRows))
	batch := make([]parquet.Row, 0, parquetBatch)
	for row := range rows() {
		values, err := parquetRow(r.Fields, scales, row)
		if err != nil {
			return err
		}
		if batch = append(batch, values); len(batch) == parquetBatch {
			if _, err := out.WriteRows(batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	if _, err := out.WriteRows(batch); err != nil {
		return err
	}
	return out.Close()
}

// decimalScales gives each column of amounts its scale.
func decimalScales(fields []contract.Field, rows iter.Seq[[]string]) []int {
	scales := make([]int, len(fields))
	for row := range rows {
		for i, f := range fields {
			if f.Kind != contract.Amount || row[i] == "" {
				continue
			}
			if d, err := decimal.NewFromString(row[i]); err == nil {
				scales[i] = max(scales[i], int(-d.Exponent()))
			}
		}
	}
	for i := range scales {
		scales[i] = max(scales[i], leastScale)
	}
	return scales
}

// An orderedGroup is a group whose columns stand in the order of the contract, not of the alphabet.
type orderedGroup struct {
	parquet.Group
	order []contract.Field
}

// Fields implements parquet.Node.
func (g orderedGroup) Fields() []parquet.Field {
	list := g.Group.Fields()
	rank := func(f parquet.Field) int {
		return slices.IndexFunc(g.order, func(o contract.Field) bool { return o.Name == f.Name() })
	}
	slices.SortFunc(list, func(a, b parquet.Field) int { return rank(a) - rank(b) })
	return list
}

func parquetGroup(fields []contract.Field, scales []int) parquet.Node {
	g := orderedGroup{parquet.Group{}, fields}
	for i, f := range fields {
		n := parquetNode(f.Kind, scales[i])
		if !f.Constraints.Required && f.Kind != contract.Texts && f.Kind != contract.ClaimNumbers {
			n = parquet.Optional(n)
		}
		g.Group[f.Name] = n
	}
	return g
}

func parquetNode(kind contract.FieldType, scale int) parquet.Node {
	switch kind {
	case contract.Integer, contract.Year:
		return parquet.Int(32)
	case contract.Amount:
		return parquet.Decimal(scale, decimalDigits, parquet.FixedLenByteArrayType(decimalBytes))
	case contract.Boolean:
		return parquet.Leaf(parquet.BooleanType)
	case contract.Real:
		return parquet.Leaf(parquet.DoubleType)
	case contract.Object:
		return parquet.JSON()
	case contract.Texts, contract.ClaimNumbers:
		return parquet.List(parquet.String())
	}
	return parquet.String()
}

// parquetRow gives a row's values with their levels: how many of the optional and repeated nodes
// above a value are there, and at which of the repeated ones it goes on.
func parquetRow(fields []contract.Field, scales []int, row []string) (parquet.Row, error) {
	var values parquet.Row
	for i, f := range fields {
		var err error
		switch {
		case f.Kind == contract.Texts || f.Kind == contract.ClaimNumbers:
			values, err = appendList(values, row[i], i)
		case row[i] == "" && !f.Constraints.Required:
			values = append(values, parquet.NullValue().Level(0, 0, i))
		default:
			var v parquet.Value
			v, err = parquetValue(f.Kind, scales[i], row[i])
			values = append(values, v.Level(0, 1-btoi(f.Constraints.Required), i))
		}
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", f.Name, err)
		}
	}
	return values, nil
}

func appendList(values parquet.Row, list string, column int) (parquet.Row, error) {
	var items []any
	if list != "" {
		if err := json.Unmarshal([]byte(list), &items); err != nil {
			return nil, err
		}
	}
	if len(items) == 0 {
		return append(values, parquet.NullValue().Level(0, 0, column)), nil
	}
	for i, item := range items {
		v := parquet.ByteArrayValue(fmt.Append(nil, item))
		values = append(values, v.Level(btoi(i > 0), 1, column))
	}
	return values, nil
}

func parquetValue(kind contract.FieldType, scale int, s string) (parquet.Value, error) {
	switch kind {
	case contract.Integer, contract.Year:
		n, err := strconv.ParseInt(s, 10, 32)
		return parquet.Int32Value(int32(n)), err
	case contract.Boolean:
		return parquet.BooleanValue(s == "true"), nil
	case contract.Real:
		n, err := strconv.ParseFloat(s, 64)
		return parquet.DoubleValue(n), err
	case contract.Amount:
		d, err := decimal.NewFromString(s)
		if err != nil {
			return parquet.Value{}, err
		}
		return decimalValue(d, scale)
	}
	return parquet.ByteArrayValue([]byte(s)), nil
}

// decimalValue gives a decimal as the two's complement, of fixed length and highest byte first, of
// the number without its point.
func decimalValue(d decimal.Decimal, scale int) (parquet.Value, error) {
	n := d.Shift(int32(scale)).BigInt()
	if n.BitLen() >= 8*decimalBytes {
		return parquet.Value{}, fmt.Errorf("%s has more than %d digits", d, decimalDigits)
	}
	if n.Sign() < 0 {
		n.Add(n, new(big.Int).Lsh(big.NewInt(1), 8*decimalBytes))
	}
	return parquet.FixedLenByteArrayValue(n.FillBytes(make([]byte, decimalBytes))), nil
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
