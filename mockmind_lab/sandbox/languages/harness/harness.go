// Package mockmind runs one Go program inside the sandbox. It shares a process with hostile code, so nothing
// it says is trusted: it has to be right for honest programs and to end somehow for the others.
// Descriptors: 4 input, 5 gate, 6 results. Frames and records are those of harness.py.
package mockmind

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"reflect"
	"runtime/debug"
	"strconv"
	"strings"
	"unicode/utf8"
)

const maxDepth = 100

type unserialisable string
type tooLarge struct{}
type refused string

var limit = 1 << 20
var results = os.NewFile(6, "results")
var gate = os.NewFile(5, "gate")

func frame(kind byte, body []byte) {
	data := make([]byte, 5, 5+len(body))
	data[0] = kind
	binary.BigEndian.PutUint32(data[1:], uint32(len(body)))
	if _, err := results.Write(append(data, body...)); err != nil {
		os.Exit(71)
	}
}

func wait() {
	if _, err := gate.Read(make([]byte, 8)); err != nil {
		os.Exit(72)
	}
}

// JSON in

func nodeKind(t reflect.Type) string {
	if t.Kind() == reflect.Ptr && t.Elem().Kind() == reflect.Struct && t.Elem().PkgPath() == "main" {
		if name := t.Elem().Name(); name == "ListNode" || name == "TreeNode" {
			return name
		}
	}
	return ""
}

func decode(value interface{}, t reflect.Type) reflect.Value {
	made := reflect.New(t).Elem()
	if kind := nodeKind(t); kind != "" {
		if values, ok := value.([]interface{}); ok && len(values) > 0 {
			return nodes(values, t, kind)
		}
		return made
	}
	switch t.Kind() {
	case reflect.Interface:
		if value != nil {
			made.Set(reflect.ValueOf(value))
		}
	case reflect.Ptr:
		if value != nil {
			made.Set(reflect.New(t.Elem()))
			made.Elem().Set(decode(value, t.Elem()))
		}
	case reflect.Slice:
		values, _ := value.([]interface{})
		made.Set(reflect.MakeSlice(t, len(values), len(values)))
		for i, item := range values {
			made.Index(i).Set(decode(item, t.Elem()))
		}
	case reflect.Map:
		made.Set(reflect.MakeMap(t))
		fields, _ := value.(map[string]interface{})
		if pairs, ok := fields["$pairs"].([]interface{}); ok && len(fields) == 1 {
			for _, pair := range pairs {
				both := pair.([]interface{})
				made.SetMapIndex(decode(both[0], t.Key()), decode(both[1], t.Elem()))
			}
			return made
		}
		for key, item := range fields {
			made.SetMapIndex(decode(key, t.Key()), decode(item, t.Elem()))
		}
	case reflect.String:
		text, _ := value.(string)
		made.SetString(text)
	case reflect.Bool:
		truth, _ := value.(bool)
		made.SetBool(truth)
	default:
		number(value, made)
	}
	return made
}

func number(value interface{}, made reflect.Value) {
	text := fmt.Sprint(value)
	switch made.Kind() {
	case reflect.Float32, reflect.Float64:
		found, _ := strconv.ParseFloat(text, 64)
		made.SetFloat(found)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		found, err := strconv.ParseInt(text, 10, 64)
		if err != nil || made.OverflowInt(found) {
			panic(refused("the input holds " + text + ", which " + made.Type().String() + " does not hold"))
		}
		made.SetInt(found)
	default:
		panic(refused("a parameter of type " + made.Type().String() + " is not supported"))
	}
}

func nodes(values []interface{}, t reflect.Type, kind string) reflect.Value {
	node := func(value interface{}) reflect.Value {
		made := reflect.New(t.Elem())
		made.Elem().FieldByName("Val").Set(decode(value, made.Elem().FieldByName("Val").Type()))
		return made
	}
	if kind == "ListNode" {
		next := reflect.Zero(t)
		for i := len(values) - 1; i >= 0; i-- {
			here := node(values[i])
			here.Elem().FieldByName("Next").Set(next)
			next = here
		}
		return next
	}
	waiting := []reflect.Value{node(values[0])}
	for at, parent := 1, 0; at < len(values); parent++ {
		for _, side := range []string{"Left", "Right"} {
			if at < len(values) && values[at] != nil {
				child := node(values[at])
				waiting[parent].Elem().FieldByName(side).Set(child)
				waiting = append(waiting, child)
			}
			at++
		}
	}
	return waiting[0]
}

// JSON out

type writer struct{ out bytes.Buffer }

func (w *writer) put(text string) {
	if w.out.Len()+len(text) > limit {
		panic(tooLarge{})
	}
	w.out.WriteString(text)
}

func (w *writer) quoted(text string) {
	if !utf8.ValidString(text) {
		panic(unserialisable("a string that is not UTF-8"))
	}
	var made bytes.Buffer
	encoder := json.NewEncoder(&made)
	encoder.SetEscapeHTML(false)
	encoder.Encode(text)
	w.put(strings.TrimSuffix(made.String(), "\n"))
}

func (w *writer) value(v reflect.Value, depth int) {
	if depth > maxDepth {
		panic(unserialisable(fmt.Sprintf("a value nested deeper than %d levels", maxDepth)))
	}
	if !v.IsValid() {
		w.put("null")
		return
	}
	if kind := nodeKind(v.Type()); kind != "" {
		w.nodes(v, kind, depth)
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		w.put(strconv.FormatBool(v.Bool()))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.put(strconv.FormatInt(v.Int(), 10))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.put(strconv.FormatUint(v.Uint(), 10))
	case reflect.Float32, reflect.Float64:
		w.float(v.Float())
	case reflect.String:
		w.quoted(v.String())
	case reflect.Ptr, reflect.Interface:
		if v.IsNil() {
			w.put("null")
		} else {
			w.value(v.Elem(), depth+1)
		}
	case reflect.Slice, reflect.Array:
		w.put("[")
		for i := 0; i < v.Len(); i++ {
			if i > 0 {
				w.put(",")
			}
			w.value(v.Index(i), depth+1)
		}
		w.put("]")
	case reflect.Map:
		w.put(`{"$pairs":[`)
		for i, key := range v.MapKeys() {
			if i > 0 {
				w.put(",")
			}
			w.put("[")
			w.value(key, depth+1)
			w.put(",")
			w.value(v.MapIndex(key), depth+1)
			w.put("]")
		}
		w.put("]}")
	default:
		panic(unserialisable("a " + v.Type().String()))
	}
}

func (w *writer) float(number float64) {
	if math.IsNaN(number) {
		panic(unserialisable("NaN"))
	}
	if math.IsInf(number, 0) {
		panic(unserialisable("an infinite float64"))
	}
	text := strconv.FormatFloat(number, 'g', -1, 64)
	if !strings.ContainsAny(text, ".e") {
		text += ".0"
	}
	w.put(text)
}

func (w *writer) nodes(v reflect.Value, kind string, depth int) {
	values := []reflect.Value{}
	if kind == "ListNode" {
		for ; !v.IsNil(); v = v.Elem().FieldByName("Next") {
			values = append(values, v.Elem().FieldByName("Val"))
			if len(values) > limit {
				panic(tooLarge{})
			}
		}
	} else if !v.IsNil() {
		waiting := []reflect.Value{v}
		for at := 0; at < len(waiting); at++ {
			if len(waiting) > limit {
				panic(tooLarge{})
			}
			if waiting[at].IsNil() {
				values = append(values, reflect.Value{})
				continue
			}
			here := waiting[at].Elem()
			values = append(values, here.FieldByName("Val"))
			waiting = append(waiting, here.FieldByName("Left"), here.FieldByName("Right"))
		}
		for !values[len(values)-1].IsValid() {
			values = values[:len(values)-1]
		}
	}
	w.put("[")
	for i, value := range values {
		if i > 0 {
			w.put(",")
		}
		w.value(value, depth+1)
	}
	w.put("]")
}

// One program

func text(parts ...interface{}) []byte {
	encoded, _ := json.Marshal(parts[0])
	return encoded
}

func cut(value string, length int) string {
	if len(value) > length {
		return strings.ToValidUTF8(value[:length], "")
	}
	return value
}

// raised is the record of a panic; its trace is cut to the candidate's own frames.
func raised(value interface{}, stack string) []byte {
	name, message := "panic", ""
	switch found := value.(type) {
	case refused:
		name, message = "input", string(found)
	case error:
		message = found.Error()
		var fault interface{ RuntimeError() }
		if errors.As(found, &fault) {
			name = "runtime error"
			message = strings.TrimPrefix(message, "runtime error: ")
		}
	default:
		message = fmt.Sprint(value)
	}
	message = cut(message, 500)
	lines, shown := []string{name + ": " + message}, strings.Split(stack, "\n")
	for i := 0; i+1 < len(shown) && len(lines) < 13; i++ {
		where := strings.TrimSpace(shown[i+1])
		if !strings.HasPrefix(where, "solution.go:") {
			continue
		}
		called := shown[i]
		if at := strings.LastIndex(called, "("); at > 0 {
			called = called[:at]
		}
		lines = append(lines, fmt.Sprintf("    at %s (%s)", cut(called, 120), strings.SplitN(where, " ", 2)[0]))
	}
	trace := strings.Join(lines, "\n")
	record, _ := json.Marshal(map[string]interface{}{"raised": name, "bases": []string{name}, "message": message, "traceback": trace})
	return record
}

func invoke(function reflect.Value, given []interface{}, receiver ...reflect.Value) reflect.Value {
	t := function.Type()
	if t.NumIn() != len(given)+len(receiver) {
		panic(refused(fmt.Sprintf("the function should take %d arguments and takes %d", len(given), t.NumIn()-len(receiver))))
	}
	args := receiver
	for i, value := range given {
		args = append(args, decode(value, t.In(i+len(receiver))))
	}
	got := function.Call(args)
	if len(got) == 0 {
		return reflect.Value{}
	}
	// The field's way to fail: an error as the last of the results.
	if last := got[len(got)-1]; len(got) == 2 && last.Type().String() == "error" && !last.IsNil() {
		panic(last.Interface())
	}
	return got[0]
}

func answer(call func(given []interface{}, out *writer), payload []byte) (kind byte, record []byte) {
	defer func() {
		value := recover()
		switch found := value.(type) {
		case nil:
		case tooLarge:
			kind, record = 'O', nil
		case unserialisable:
			kind, record = 'R', []byte(`{"unserialisable":`+string(text(string(found)))+"}")
		default:
			kind, record = 'R', raised(value, string(debug.Stack()))
		}
	}()
	var given []interface{}
	decoder := json.NewDecoder(bytes.NewReader(payload))
	decoder.UseNumber()
	if err := decoder.Decode(&given); err != nil {
		panic(refused(err.Error()))
	}
	out := &writer{}
	out.put(`{"value":`)
	call(given, out)
	out.put("}")
	return 'R', out.out.Bytes()
}

func run(call func(given []interface{}, out *writer)) {
	if len(os.Args) > 1 {
		limit, _ = strconv.Atoi(os.Args[1])
	}
	debug.SetMaxStack(64 << 20)
	frame('S', nil)
	wait()
	data, _ := io.ReadAll(os.NewFile(4, "input"))
	for number := 0; len(data) > 4; number++ {
		size := binary.BigEndian.Uint32(data)
		payload := data[4 : 4+size]
		data = data[4+size:]
		if number > 0 {
			wait()
		}
		kind, record := answer(call, payload)
		frame(kind, record)
	}
	os.Exit(0)
}

// Function answers each input by one call.
func Function(function interface{}) {
	run(func(given []interface{}, out *writer) {
		out.value(invoke(reflect.ValueOf(function), given), 0)
	})
}

// Class answers each input by a constructor's call and one of each method named.
func Class(constructor interface{}, methods map[string]interface{}) {
	run(func(given []interface{}, out *writer) {
		instance := invoke(reflect.ValueOf(constructor), given[0].([]interface{}))
		if instance.Kind() != reflect.Ptr {
			pointer := reflect.New(instance.Type())
			pointer.Elem().Set(instance)
			instance = pointer
		}
		out.put("[")
		for i, one := range given[1].([]interface{}) {
			if i > 0 {
				out.put(",")
			}
			pair := one.([]interface{})
			out.value(invoke(reflect.ValueOf(methods[pair[0].(string)]), pair[1].([]interface{}), instance), 1)
		}
		out.put("]")
	})
}
