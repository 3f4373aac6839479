"""Programs for the problem ``total(numbers: list[int]) -> int``, by language and by what they do."""

from __future__ import annotations

__all__ = ["BODIES", "program", "whole"]

_SHELLS = {
    "javascript": "%s\nfunction total(numbers) {\n  %s\n}\n",
    "java": "import java.util.*;\nimport java.io.*;\n%s\nclass Solution {\n"
    "  long total(long[] numbers) throws Exception {\n  %s\n  }\n}\n",
    "cpp": "#include <bits/stdc++.h>\n#include <unistd.h>\n#include <signal.h>\n#include <sys/socket.h>\n%s\n"
    "long long total(std::vector<long long> numbers) {\n  %s\n}\n",
    "go": "package main\n%s\nfunc total(numbers []int) int {\n  %s\n}\n",
}

BODIES: dict[str, dict[str, tuple[str, str]]] = {
    "right": {
        "javascript": ("", "return numbers.reduce((a, b) => a + b, 0);"),
        "java": ("", "long s = 0; for (long n : numbers) s += n; return s;"),
        "cpp": ("", "long long s = 0; for (auto n : numbers) s += n; return s;"),
        "go": ("", "s := 0\n  for _, n := range numbers { s += n }\n  return s"),
    },
    "wrong": {
        "javascript": ("", "return numbers.length;"),
        "java": ("", "return numbers.length;"),
        "cpp": ("", "return numbers.size();"),
        "go": ("", "return len(numbers)"),
    },
    "raises": {
        "javascript": (
            "function deep(n) {\n  throw new RangeError('no ' + n[0]);\n}",
            "return deep(numbers);",
        ),
        "java": (
            "class Deep {\n  static long go(long[] n) {\n"
            '    throw new IllegalStateException("no " + n[0]);\n  }\n}',
            "return Deep.go(numbers);",
        ),
        "cpp": ("", 'throw std::runtime_error("no " + std::to_string(numbers.at(0)));'),
        "go": (
            'import "fmt"\nfunc deep(n []int) int {\n  panic(fmt.Sprint("no ", n[0]))\n}',
            "return deep(numbers)",
        ),
    },
    "spins": {
        "javascript": ("", "for (;;) {}"),
        "java": ("", "while (true) {}"),
        "cpp": ("", "volatile int n = 0; while (true) n = n + 1;"),
        "go": ("", "for { }"),
    },
    "spins at load": {
        "javascript": ("for (;;) {}", "return 0;"),
        "cpp": (
            "int spin() { volatile int n = 0; while (true) n = n + 1; }\nint never = spin();",
            "return 0;",
        ),
        "go": ("func init() { for { } }", "return 0"),
    },
    "sleeps": {
        "javascript": ("", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60000); return 0;"),
        "java": ("", "Thread.sleep(60000); return 0;"),
        "cpp": ("", "sleep(60); return 0;"),
        "go": ('import "time"', "time.Sleep(time.Minute)\n  return 0"),
    },
    "hoards": {
        "javascript": ("", "const a = []; for (;;) a.push(new Array(100000).fill(a.length));"),
        "java": ("", "List<long[]> a = new ArrayList<>(); while (true) a.add(new long[100000]);"),
        "cpp": ("", "std::vector<std::string> a; while (true) a.emplace_back(1 << 20, 'x');"),
        "go": (
            "",
            "a := [][]byte{}\n  for { b := make([]byte, 1<<20); for i := range b { b[i] = 1 }; a = append(a, b) }",
        ),
    },
    "hoards outside the heap": {
        "javascript": ("", "const a = []; for (;;) a.push(Buffer.alloc(1 << 20, 1));"),
        "java": (
            "import java.nio.*;",
            "List<ByteBuffer> a = new ArrayList<>(); while (true) { ByteBuffer b = ByteBuffer.allocateDirect(1 << 20);"
            " for (int i = 0; i < b.capacity(); i += 4096) b.put(i, (byte) 1); a.add(b); }",
        ),
    },
    "prints without end": {
        "javascript": ("", "for (;;) console.log('x'.repeat(1000));"),
        "java": ("", 'while (true) System.out.println("x".repeat(1000));'),
        "cpp": ("", "while (true) std::cout << std::string(1000, 'x') << std::endl;"),
        "go": ('import ("fmt"; "strings")', 'for { fmt.Println(strings.Repeat("x", 1000)) }'),
    },
    "exits": {
        "javascript": ("", "process.exit(0);"),
        "java": ("", "System.exit(0); return 0;"),
        "cpp": ("", "std::exit(0);"),
        "go": ('import "os"', "os.Exit(0)\n  return 0"),
    },
    "does not compile": {
        "javascript": ("", "return numbers.reduce((a, b) => ;"),
        "java": ("", 'return "text";'),
        "cpp": ("", "return undeclared_name;"),
        "go": ("", "return undeclared_name"),
    },
    # 0 where everything is refused, else what was got.
    "forks": {
        "javascript": (
            "const { spawnSync } = require('child_process');",
            "const r = spawnSync(process.execPath, ['-e', '1']); if (!r.error) throw new Error('forked');"
            " return numbers.reduce((a, b) => a + b, 0);",
        ),
        "java": (
            "",
            'try { new ProcessBuilder("/usr/bin/env").start(); throw new Error("forked"); } catch (IOException e) {}'
            " long s = 0; for (long n : numbers) s += n; return s;",
        ),
        "cpp": (
            "",
            'if (fork() >= 0) throw std::runtime_error("forked"); long long s = 0; for (auto n : numbers) s += n;'
            " return s;",
        ),
        "go": (
            'import "syscall"',
            "pid, _, e := syscall.RawSyscall(syscall.SYS_FORK, 0, 0, 0)\n"
            '  if e == 0 && pid >= 0 { panic("forked") }\n'
            "  s := 0\n  for _, n := range numbers { s += n }\n  return s",
        ),
    },
    "speaks": {
        "javascript": (
            "const dgram = require('dgram');",
            "let ok = false; return new Promise((yes, no) => { const s = dgram.createSocket('udp4');"
            " s.on('error', () => yes(numbers.reduce((a, b) => a + b, 0)));"
            " s.bind(0, () => no(new Error('a socket'))); });",
        ),
        "java": (
            "import java.net.*;",
            'try { new ServerSocket(0); throw new Error("a socket"); } catch (IOException e) {}'
            " long s = 0; for (long n : numbers) s += n; return s;",
        ),
        "cpp": (
            "",
            'if (socket(AF_INET, SOCK_STREAM, 0) >= 0) throw std::runtime_error("a socket");'
            " long long s = 0; for (auto n : numbers) s += n; return s;",
        ),
        "go": (
            'import "syscall"',
            'if _, e := syscall.Socket(2, 1, 0); e == nil { panic("a socket") }\n'
            "  s := 0\n  for _, n := range numbers { s += n }\n  return s",
        ),
    },
    "reads files": {
        "javascript": (
            "const fs = require('fs');",
            "for (const f of ['/etc/passwd', '/proc/self/environ', '/proc/1/cmdline', '%s'])"
            " if (fs.existsSync(f)) throw new Error(f); return numbers.reduce((a, b) => a + b, 0);",
        ),
        "java": (
            "",
            'for (String f : new String[] {"/etc/passwd", "/proc/self/environ", "/proc/1/cmdline", "%s"})'
            " if (new File(f).exists()) throw new Error(f); long s = 0; for (long n : numbers) s += n; return s;",
        ),
        "cpp": (
            "",
            'for (auto f : {"/etc/passwd", "/proc/self/environ", "/proc/1/cmdline", "%s"})'
            " if (access(f, F_OK) == 0) throw std::runtime_error(f);"
            " long long s = 0; for (auto n : numbers) s += n; return s;",
        ),
        "go": (
            'import "os"',
            'for _, f := range []string{"/etc/passwd", "/proc/self/environ", "/proc/1/cmdline", "%s"} {\n'
            "  if _, e := os.Stat(f); e == nil { panic(f) }\n  }\n"
            "  s := 0\n  for _, n := range numbers { s += n }\n  return s",
        ),
    },
    "ignores signals": {
        "javascript": (
            "for (const s of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGXCPU']) process.on(s, () => {});",
            "for (;;) {}",
        ),
        "java": (
            "",
            'for (String s : new String[] {"TERM", "INT", "HUP"})'
            " sun.misc.Signal.handle(new sun.misc.Signal(s), x -> {}); while (true) {}",
        ),
        "cpp": (
            "",
            "for (int s = 1; s < 65; s++) signal(s, SIG_IGN); volatile int n = 0; while (true) n = n + 1;",
        ),
        "go": ('import "os/signal"', "signal.Ignore()\n  for { }"),
    },
    "threads without end": {
        "java": (
            "",
            "while (true) new Thread(() -> { while (true) {} }).start();",
        ),
        "cpp": (
            "",
            "std::vector<std::thread> t; while (true) t.emplace_back([] { while (true) sleep(1); });",
        ),
    },
    # Hidden data on every way out that a program has.
    "leaks": {
        "javascript": (
            "",
            "console.log(numbers); console.error(numbers); const e = new Error('' + numbers);"
            " e.name = 'E' + numbers; throw e;",
        ),
        "java": ("", 'System.out.println(numbers[0]); throw new RuntimeException("" + numbers[0]);'),
        "cpp": ("", "std::cout << numbers[0]; throw std::runtime_error(std::to_string(numbers[0]));"),
        "go": ('import "fmt"', "fmt.Println(numbers)\n  panic(numbers)"),
    },
    "forges a compile error": {
        "javascript": (
            "const fs = require('fs');",
            "const b = Buffer.from('' + numbers); const h = Buffer.alloc(5); h.write('C'); h.writeUInt32BE(b.length, 1);"
            " fs.writeSync(6, Buffer.concat([h, b])); process.exit(0);",
        ),
        "cpp": (
            "",
            'auto b = std::to_string(numbers[0]); std::string h("C\\0\\0\\0", 4); h += (char) b.size(); h += b;'
            " if (write(6, h.data(), h.size()) > 0) _exit(0); return 0;",
        ),
    },
}


def program(kind: str, language: str) -> str:
    """The whole source of the program that does ``kind``."""
    before, body = BODIES[kind][language]
    return _SHELLS[language] % (before, body)


def whole(kind: str) -> list[str]:
    """The languages in which there is such a program."""
    return sorted(BODIES[kind])
