// What runs one JavaScript program inside the sandbox. It shares a process with hostile code, so nothing
// it says is trusted: it has to be right for honest programs and to end somehow for the others.
// Descriptors: 3 job, 4 input, 5 gate, 6 results. Frames and records are those of harness.py.
"use strict";
const fs = require("fs");
const vm = require("vm");

const MAX_DEPTH = 100;
const RESULT = 6;
const FILE = "solution.js";

class Unserialisable extends Error {}
class TooLarge extends Error {}

function frame(kind, text) {
  const body = Buffer.from(text || "", "utf8");
  const data = Buffer.alloc(5 + body.length);
  data.write(kind, 0, "latin1");
  data.writeUInt32BE(body.length, 1);
  body.copy(data, 5);
  for (let done = 0; done < data.length; ) {
    try {
      done += fs.writeSync(RESULT, data, done);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
}

function readAll(fd) {
  const parts = [];
  for (let offset = 0; ; ) {
    const part = Buffer.alloc(1 << 16);
    const size = fs.readSync(fd, part, 0, part.length, offset);
    if (size === 0) return Buffer.concat(parts);
    parts.push(part.subarray(0, size));
    offset += size;
  }
}

function gate() {
  fs.readSync(5, Buffer.alloc(8), 0, 8, null);
}

class ListNode {
  constructor(val, next) {
    this.val = val === undefined ? 0 : val;
    this.next = next === undefined ? null : next;
  }
}

class TreeNode {
  constructor(val, left, right) {
    this.val = val === undefined ? 0 : val;
    this.left = left === undefined ? null : left;
    this.right = right === undefined ? null : right;
  }
}

// An int beyond 2^53 would be another number once parsed.
function refuseUnsafe(text) {
  if (!/\d{16}/.test(text)) return;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g)) {
    if (/^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token))) {
      throw new RangeError(`the input holds ${token}, which no number of JavaScript holds exactly`);
    }
  }
}

function decode(value, type) {
  const [name, ...items] = type;
  if (value === null && name !== "None" && name !== "ListNode" && name !== "TreeNode") return null;
  switch (name) {
    case "optional":
      return value === null ? null : decode(value, items[0]);
    case "list":
      return value.map((item) => decode(item, items[0]));
    case "dict": {
      const pairs = Array.isArray(value.$pairs) && Object.keys(value).length === 1 ? value.$pairs : Object.entries(value);
      return new Map(pairs.map(([key, item]) => [items[0][0] === "int" ? Number(key) : key, decode(item, items[1])]));
    }
    case "ListNode":
      return value.reduceRight((next, val) => new (known("ListNode", ListNode))(val, next), null);
    case "TreeNode":
      return tree(value, known("TreeNode", TreeNode));
    default:
      return value;
  }
}

function tree(values, Node) {
  if (values.length === 0) return null;
  const root = new Node(values[0]);
  const waiting = [root];
  for (let at = 1, next = 0; at < values.length; next++) {
    for (const side of ["left", "right"]) {
      if (at < values.length && values[at] !== null) {
        waiting[next][side] = new Node(values[at]);
        waiting.push(waiting[next][side]);
      }
      at++;
    }
  }
  return root;
}

class Encoder {
  constructor(room) {
    this.room = room;
    this.parts = [];
  }

  put(text) {
    this.room -= text.length;
    if (this.room < 0) throw new TooLarge();
    this.parts.push(text);
  }

  encode(value, type) {
    this.walk(value, type, 0);
    return this.parts.join("");
  }

  walk(value, type, depth) {
    while (type[0] === "optional") type = type[1];
    if (type[0] === "ListNode" || type[0] === "TreeNode") return this.nodes(value, type, depth);
    switch (typeof value) {
      case "undefined":
        return this.put("null");
      case "boolean":
        return this.put(value ? "true" : "false");
      case "number":
        return this.put(number(value, type[0]));
      case "bigint":
        if (BigInt.asIntN(64, value) !== value) throw new Unserialisable("a BigInt beyond 64 bits");
        return this.put(type[0] === "float" ? number(Number(value), "float") : value.toString());
      case "string":
        return this.put(JSON.stringify(value));
      case "object":
        return value === null ? this.put("null") : this.container(value, type, depth);
      default:
        throw new Unserialisable(`a ${typeof value}`);
    }
  }

  container(value, type, depth) {
    if (depth >= MAX_DEPTH) throw new Unserialisable(`a value nested deeper than ${MAX_DEPTH} levels`);
    if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) {
      const item = type[0] === "list" ? type[1] : ["any"];
      this.put("[");
      for (let i = 0; i < value.length; i++) {
        if (i) this.put(",");
        this.walk(value[i], item, depth + 1);
      }
      return this.put("]");
    }
    const prototype = Object.getPrototypeOf(value);
    const plain = prototype === null || prototype === Object.prototype;
    if (!(value instanceof Map) && !plain) {
      throw new Unserialisable(`a ${String((value.constructor && value.constructor.name) || "object").slice(0, 80)}`);
    }
    const [keys, items] = type[0] === "dict" ? [type[1], type[2]] : [["any"], ["any"]];
    this.put('{"$pairs":[');
    let first = true;
    for (const [key, item] of plain ? Object.entries(value) : value) {
      this.put(first ? "[" : ",[");
      first = false;
      this.walk(plain && keys[0] === "int" ? Number(key) : key, keys, depth + 1);
      this.put(",");
      this.walk(item, items, depth + 1);
      this.put("]");
    }
    this.put("]}");
  }

  nodes(value, type, depth) {
    const values = [];
    const room = () => {
      if (values.length > this.room) throw new TooLarge();
    };
    if (type[0] === "ListNode") {
      for (let node = value; node != null; node = node.next, room()) values.push(node.val);
    } else if (value != null) {
      const waiting = [value];
      for (let at = 0; at < waiting.length; at++, room()) {
        const node = waiting[at];
        values.push(node == null ? null : node.val);
        if (node != null) waiting.push(node.left, node.right);
      }
      while (values[values.length - 1] === null) values.pop();
    }
    this.walk(values, ["list", type[1]], depth);
  }
}

function number(value, type) {
  if (!Number.isFinite(value)) throw new Unserialisable(Number.isNaN(value) ? "NaN" : "an infinite number");
  const text = Object.is(value, -0) ? (type === "float" ? "-0" : "0") : String(value);
  if (type === "float") return /[.e]/.test(text) ? text : `${text}.0`;
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new Unserialisable("a number beyond 2^53 - 1, where it is not exact (use a BigInt)");
  }
  return text;
}

function raised(error) {
  const chain = [];
  let name = "Error";
  let message = "";
  let frames = [];
  try {
    if (error instanceof Error) {
      name = String(error.name || error.constructor.name);
      message = String(error.message);
      for (let kind = error.constructor; kind && kind.name && chain.length < 20; kind = Object.getPrototypeOf(kind)) {
        chain.push(String(kind.name));
      }
      frames = String(error.stack).split("\n").filter((line) => line.includes(`${FILE}:`) && /^\s+at /.test(line));
    } else {
      message = String(error);
    }
  } catch (nothing) {
    message = "(its message could not be shown)";
  }
  const head = message ? `${name}: ${message}` : name;
  const trace = [head.slice(0, 600), ...frames.slice(0, 12)].join("\n");
  return JSON.stringify({ raised: name.slice(0, 80), bases: chain, message: message.slice(0, 500), traceback: trace });
}

function compiled(source) {
  try {
    return new vm.Script(source, { filename: FILE });
  } catch (error) {
    const lines = String(error.stack).split("\n");
    const line = (lines[0].match(/solution\.js:(\d+)/) || [])[1];
    frame("C", `${line ? `line ${line}: ` : ""}${error.name}: ${error.message}${lines[1] ? `: ${lines[1].trim().slice(0, 120)}` : ""}`);
    process.exit(0);
  }
}

// A function is a property of the global object; a class, a const and a let are not.
function known(name, otherwise) {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return otherwise;
  return vm.runInThisContext(`typeof ${name} === "undefined" ? undefined : ${name}`) || otherwise;
}

async function answer(job, payload) {
  const { types } = job;
  const entry = known(job.entry_point);
  if (typeof entry !== "function") return JSON.stringify({ missing: job.entry_point });
  let value;
  let type = types.returns;
  try {
    const text = payload.toString("utf8");
    refuseUnsafe(text);
    const given = JSON.parse(text);
    const decoded = (args, params) => args.map((arg, i) => decode(arg, params[i] || ["any"]));
    if (job.mode === "class") {
      const [first, calls] = given;
      const instance = new entry(...decoded(first, types.params));
      value = [];
      type = ["each"];
      for (const [name, args] of calls) {
        value.push(await instance[name](...decoded(args, types.methods[name].params)));
        type.push(types.methods[name].returns);
      }
    } else {
      value = await entry(...decoded(given, types.params));
    }
  } catch (error) {
    return raised(error);
  }
  try {
    const encoder = new Encoder(job.output_bytes);
    if (type[0] !== "each") return `{"value":${encoder.encode(value, type)}}`;
    encoder.put("[");
    value.forEach((item, i) => {
      if (i) encoder.put(",");
      encoder.walk(item, type[i + 1], 1);
    });
    return `{"value":${encoder.encode(undefined, ["None"]).slice(0, -4)}]}`;
  } catch (error) {
    if (error instanceof TooLarge) return null;
    if (error instanceof Unserialisable) return JSON.stringify({ unserialisable: error.message });
    return raised(error);
  }
}

function inputs() {
  const data = readAll(4);
  const found = [];
  for (let at = 0; at < data.length; ) {
    const size = data.readUInt32BE(at);
    found.push(data.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return found;
}

// Else Node keeps what the host has not read yet, and who prints without end runs out of memory instead.
function printAtOnce() {
  for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(true);
}

async function main() {
  printAtOnce();
  const job = JSON.parse(readAll(3).toString("utf8"));
  fs.closeSync(3);
  frame("L");
  Object.assign(globalThis, { require, module: { exports: {} }, exports: {} });
  if (job.mode === "stdio") {
    const script = compiled(job.source);
    frame("S");
    gate();
    script.runInThisContext();
    return;
  }
  const nodes = JSON.stringify(job.types);
  if (nodes.includes('"ListNode"')) globalThis.ListNode = ListNode;
  if (nodes.includes('"TreeNode"')) globalThis.TreeNode = TreeNode;
  const script = compiled(job.source);
  try {
    script.runInThisContext();
  } catch (error) {
    frame("R", raised(error));
    return;
  }
  frame("S");
  gate();
  let number = 0;
  for (const payload of inputs()) {
    if (number++) gate();
    const record = await answer(job, payload);
    if (record === null) frame("O");
    else frame("R", record);
  }
  process.exit(0);
}

main();
