package contract

import (
	"encoding/json"
	"fmt"

	"github.com/mingxi/mingxi/normalize"
)

// A figureName names a record or a claim in JSON, as the columns records and claims do; claims are always strings.
type figureName struct {
	Record string `json:"record,omitempty"`
	Claim  string `json:"claim,omitempty"`
}

// An arithmeticText is the arithmetic of a check in JSON.
type arithmeticText struct {
	figureName
	Relation normalize.Relation `json:"relation"`
	Terms    []termText         `json:"terms"`
}

// A termText is one of its terms.
type termText struct {
	figureName
	Minus bool `json:"minus,omitempty"`
	Base  bool `json:"base,omitempty"`
}

// termsText shows the arithmetic of a check; empty if it has none.
func termsText(c *normalize.Check) string {
	if len(c.Terms) == 0 {
		return ""
	}
	a := arithmeticText{figureName: nameOf(c.Compared), Relation: c.Relation, Terms: make([]termText, len(c.Terms))}
	for i, t := range c.Terms {
		a.Terms[i] = termText{nameOf(t.FigureRef), t.Minus, t.Base}
	}
	return JsonText(a)
}

func nameOf(f normalize.FigureRef) figureName {
	if f.OfClaim() {
		return figureName{Claim: f.Claim.String()}
	}
	return figureName{Record: f.Record.String()}
}

// readTerms takes a check's arithmetic back.
func readTerms(c *normalize.Check, text string) (err error) {
	if text == "" {
		return nil
	}
	var a arithmeticText
	if json.Unmarshal([]byte(text), &a) != nil {
		return fmt.Errorf("%q is no arithmetic", text)
	}
	c.Relation = a.Relation
	if c.Compared, err = a.ref(); err != nil {
		return err
	}
	for _, t := range a.Terms {
		ref, err := t.ref()
		if err != nil {
			return err
		}
		c.Terms = append(c.Terms, normalize.Term{FigureRef: ref, Minus: t.Minus, Base: t.Base})
	}
	return nil
}

func (n figureName) ref() (f normalize.FigureRef, err error) {
	if n.Claim != "" {
		f.Claim, err = claimOf(json.RawMessage(n.Claim))
		return f, err
	}
	f.Record, err = refOf(json.RawMessage(JsonText(n.Record)))
	return f, err
}
