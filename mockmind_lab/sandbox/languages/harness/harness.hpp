// What runs one C++ program inside the sandbox. It shares a process with hostile code, so nothing it says is
// trusted: it has to be right for honest programs and to end somehow for the others.
// Descriptors: 4 input, 5 gate, 6 results. Frames and records are those of harness.py.
#pragma once
#include <bits/stdc++.h>
#include <cxxabi.h>
#include <signal.h>
#include <unistd.h>

namespace mockmind {

struct Unserialisable { std::string what; };
struct TooLarge {};
struct Refused : std::invalid_argument { using std::invalid_argument::invalid_argument; };

inline std::size_t limit = 1 << 20;

inline void frame(char kind, std::string_view body) {
    char head[5] = {kind};
    for (int i = 0; i < 4; i++) head[1 + i] = static_cast<char>(body.size() >> (24 - 8 * i));
    std::string data(head, 5);
    data += body;
    for (std::size_t done = 0; done < data.size();) {
        ssize_t size = ::write(6, data.data() + done, data.size() - done);
        if (size <= 0) ::_exit(71);
        done += static_cast<std::size_t>(size);
    }
}

inline void wait() {
    char gate[8];
    if (::read(5, gate, 8) != 8) ::_exit(72);
}

// JSON in

struct Reader {
    std::string_view text;
    std::size_t at = 0;

    char next() {
        while (text[at] == ' ' || text[at] == '\n') at++;
        return text[at];
    }
    bool take(char c) {
        if (next() != c) return false;
        at++;
        return true;
    }
    bool more(char end) {
        take(',');
        return !take(end);
    }
    bool null() {
        if (next() != 'n') return false;
        at += 4;
        return true;
    }
    std::string_view word() {
        next();
        std::size_t start = at;
        while (at < text.size() && !std::strchr(",]}: \n", text[at])) at++;
        return text.substr(start, at - start);
    }
    unsigned hex() {
        unsigned value = 0;
        std::from_chars(text.data() + at, text.data() + at + 4, value, 16);
        at += 4;
        return value;
    }
    std::string string() {
        std::string out;
        if (!take('"')) throw Refused("the input holds no text where text is declared");
        while (text[at] != '"') {
            char c = text[at++];
            if (c != '\\') {
                out += c;
                continue;
            }
            c = text[at++];
            if (c != 'u') {
                static constexpr std::string_view from = "bfnrt", to = "\b\f\n\r\t";
                auto special = from.find(c);
                out += special == from.npos ? c : to[special];
                continue;
            }
            unsigned code = hex();
            if (code >= 0xD800 && code < 0xDC00 && text[at] == '\\' && text[at + 1] == 'u') {
                at += 2;
                code = 0x10000 + ((code - 0xD800) << 10) + (hex() - 0xDC00);
            }
            if (code < 0x80) out += static_cast<char>(code);
            else if (code < 0x800) { out += static_cast<char>(0xC0 | code >> 6); out += static_cast<char>(0x80 | (code & 63)); }
            else if (code < 0x10000) { out += static_cast<char>(0xE0 | code >> 12); out += static_cast<char>(0x80 | (code >> 6 & 63)); out += static_cast<char>(0x80 | (code & 63)); }
            else { out += static_cast<char>(0xF0 | code >> 18); out += static_cast<char>(0x80 | (code >> 12 & 63)); out += static_cast<char>(0x80 | (code >> 6 & 63)); out += static_cast<char>(0x80 | (code & 63)); }
        }
        at++;
        return out;
    }
};

template <class T> struct Node : std::false_type {};  // specialised for ListNode and TreeNode where they are given

template <class T> T read(Reader &in);

template <class T> struct Read;

template <> struct Read<bool> {
    static bool from(Reader &in) { return in.word() == "true"; }
};
template <class T> requires std::is_integral_v<T> struct Read<T> {
    static T from(Reader &in) {
        auto word = in.word();
        T value{};
        auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        if (error != std::errc() || end != word.data() + word.size())
            throw Refused("the input holds " + std::string(word.substr(0, 40)) + ", which this type of integer does not hold");
        return value;
    }
};
template <class T> requires std::is_floating_point_v<T> struct Read<T> {
    static T from(Reader &in) {
        auto word = in.word();
        T value{};
        std::from_chars(word.data(), word.data() + word.size(), value);
        return value;
    }
};
template <> struct Read<std::string> {
    static std::string from(Reader &in) { return in.string(); }
};
template <class T> struct Read<std::optional<T>> {
    static std::optional<T> from(Reader &in) {
        if (in.null()) return std::nullopt;
        return read<T>(in);
    }
};
template <class T, class... A> struct Read<std::vector<T, A...>> {
    static std::vector<T, A...> from(Reader &in) {
        std::vector<T, A...> found;
        in.take('[');
        while (in.more(']')) found.push_back(read<T>(in));
        return found;
    }
};
template <class M> requires requires { typename M::mapped_type; } struct Read<M> {
    static M from(Reader &in) {
        M found;
        in.take('{');
        auto start = in.at;
        bool pairs = in.next() == '"' && in.string() == "$pairs" && in.take(':') && in.next() == '[';
        if (pairs) {
            in.take('[');
            while (in.more(']')) {
                in.take('[');
                auto key = read<typename M::key_type>(in);
                in.take(',');
                found.emplace(std::move(key), read<typename M::mapped_type>(in));
                in.take(']');
            }
            in.take('}');
            return found;
        }
        in.at = start;
        while (in.more('}')) {
            if constexpr (std::is_convertible_v<std::string, typename M::key_type>) {
                auto key = in.string();
                in.take(':');
                found.emplace(std::move(key), read<typename M::mapped_type>(in));
            } else throw Refused("the input holds text keys where numbers are declared");
        }
        return found;
    }
};
template <class T> requires(Node<T>::value) struct Read<T *> {
    static T *from(Reader &in) {
        using V = decltype(T::val);
        auto values = read<std::vector<std::optional<V>>>(in);
        if (values.empty()) return nullptr;
        if constexpr (requires(T t) { t.next; }) {
            T *next = nullptr;
            for (auto i = values.rbegin(); i != values.rend(); ++i) next = new T(*i->operator->(), next);
            return next;
        } else {
            std::vector<T *> waiting{new T(*values[0])};
            for (std::size_t at = 1, parent = 0; at < values.size(); parent++)
                for (auto side : {&T::left, &T::right}) {
                    if (at < values.size() && values[at]) waiting.push_back(waiting[parent]->*side = new T(*values[at]));
                    at++;
                }
            return waiting[0];
        }
    }
};

template <class T> T read(Reader &in) { return Read<T>::from(in); }

// JSON out

struct Writer {
    std::string out;
    void put(std::string_view text) {
        if (out.size() + text.size() > limit) throw TooLarge{};
        out += text;
    }
    void quoted(std::string_view text) {
        std::string made = "\"";
        for (unsigned char c : text) {
            if (c == '"' || c == '\\') { made += '\\'; made += static_cast<char>(c); }
            else if (c < 32) { char hex[8]; std::snprintf(hex, sizeof hex, "\\u%04x", c); made += hex; }
            else made += static_cast<char>(c);
        }
        put(made + '"');
    }
    void value(bool v) { put(v ? "true" : "false"); }
    void value(char v) { quoted(std::string_view(&v, 1)); }
    template <class T> requires std::is_integral_v<T> void value(T v) { put(std::to_string(v)); }
    template <class T> requires std::is_floating_point_v<T> void value(T v) {
        if (std::isnan(v)) throw Unserialisable{"NaN"};
        if (std::isinf(v)) throw Unserialisable{"an infinite double"};
        char text[64];
        auto end = std::to_chars(text, text + sizeof text, static_cast<double>(v)).ptr;
        std::string_view shown(text, static_cast<std::size_t>(end - text));
        put(shown);
        if (shown.find_first_of(".e") == shown.npos) put(".0");
    }
    void value(const std::string &v) { quoted(v); }
    void value(const char *v) { quoted(v); }
    void value(std::nullptr_t) { put("null"); }
    template <class T> void value(const std::optional<T> &v) {
        if (v) value(*v);
        else put("null");
    }
    template <class T> requires(Node<T>::value) void value(T *node) {
        using V = std::optional<std::remove_cv_t<decltype(T::val)>>;
        std::vector<V> values;
        auto room = [&] { if (values.size() > limit) throw TooLarge{}; };
        if constexpr (requires(T t) { t.next; }) {
            for (; node; node = node->next, room()) values.push_back(node->val);
        } else if (node) {
            std::deque<T *> waiting{node};
            for (; !waiting.empty(); waiting.pop_front(), room()) {
                T *here = waiting.front();
                values.push_back(here ? V(here->val) : V());
                if (here) { waiting.push_back(here->left); waiting.push_back(here->right); }
            }
            while (!values.back()) values.pop_back();
        }
        value(values);
    }
    template <class C> requires requires(C c) { c.begin(); c.size(); typename C::value_type; } void value(const C &many) {
        constexpr bool map = requires { typename C::mapped_type; };
        put(map ? "{\"$pairs\":[" : "[");
        bool first = true;
        for (const auto &item : many) {
            if (!first) put(",");
            first = false;
            if constexpr (map) {
                put("[");
                value(item.first);
                put(",");
                value(item.second);
                put("]");
            } else value(static_cast<const typename C::value_type &>(item));
        }
        put(map ? "]}" : "]");
    }
};

inline std::string json_text(std::string_view text) {
    Writer writer;
    writer.quoted(text.substr(0, 500));
    return writer.out;
}

inline std::string raised(const std::string &name, const std::string &message, const std::string &bases = "") {
    limit = std::max<std::size_t>(limit, 8192);
    std::string trace = message.empty() ? name : name + ": " + message;
    return "{\"raised\":" + json_text(name) + ",\"bases\":[" + json_text(name) + bases + "],\"message\":" + json_text(message) + ",\"traceback\":" + json_text(trace) + "}";
}

inline std::string type_name(const std::type_info &type) {
    int status = 0;
    char *name = abi::__cxa_demangle(type.name(), nullptr, nullptr, &status);
    std::string found = status == 0 ? name : type.name();
    std::free(name);
    return found.substr(0, 80);
}

// To be called while an exception is handled.
inline std::string current() {
    try {
        throw;
    } catch (const std::exception &error) {
        std::string bases;
        if (dynamic_cast<const std::invalid_argument *>(&error)) bases += ",\"std::invalid_argument\"";
        if (dynamic_cast<const std::logic_error *>(&error)) bases += ",\"std::logic_error\"";
        if (dynamic_cast<const std::runtime_error *>(&error)) bases += ",\"std::runtime_error\"";
        return raised(type_name(typeid(error)), error.what(), bases + ",\"std::exception\"");
    } catch (const std::string &text) {
        return raised("std::string", text);
    } catch (const char *text) {
        return raised("const char*", text);
    } catch (...) {
        auto type = abi::__cxa_current_exception_type();
        return raised(type ? type_name(*type) : "exception", "");
    }
}

// A fault in the program's own code has no exception; the number of the signal is all there is.
inline void fault(int signal) {
    const char *what = signal == SIGSEGV ? "segmentation fault (a bad pointer or index, or recursion without end)"
                     : signal == SIGFPE ? "arithmetic fault (integer division by zero?)"
                     : signal == SIGABRT ? "aborted (an assertion failed, or memory was freed twice)" : "illegal instruction";
    const char *name = signal == SIGSEGV ? "SIGSEGV" : signal == SIGFPE ? "SIGFPE" : signal == SIGABRT ? "SIGABRT" : "SIGILL";
    char body[512];
    int size = std::snprintf(body + 5, sizeof body - 5, "{\"raised\":\"%s\",\"bases\":[\"%s\"],\"message\":\"%s\",\"traceback\":\"%s: %s\"}", name, name, what, name, what);
    body[0] = 'R';
    for (int i = 0; i < 4; i++) body[1 + i] = static_cast<char>(size >> (24 - 8 * i));
    if (::write(6, body, static_cast<std::size_t>(size) + 5) < 0) ::_exit(71);
    ::_exit(3);
}

inline void catch_faults() {
    static char stack[1 << 16];
    stack_t other{};
    other.ss_sp = stack;
    other.ss_size = sizeof stack;
    ::sigaltstack(&other, nullptr);
    struct sigaction action{};
    action.sa_handler = fault;
    action.sa_flags = SA_ONSTACK;
    for (int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGILL}) ::sigaction(signal, &action, nullptr);
}

// Calls

template <class F, class... A, std::size_t... I>
auto apply_given(F call, Reader &in, std::tuple<A...> *, std::index_sequence<I...>) {
    in.take('[');
    std::tuple<std::decay_t<A>...> given{(in.more('\1'), read<std::decay_t<A>>(in))...};  // braces: in order
    in.more(']');
    return call(std::get<I>(given)...);
}

template <class R, class... A> void call(R (*function)(A...), Reader &in, Writer &out) {
    auto made = [&](auto &...args) { return function(static_cast<std::decay_t<A> &&>(args)...); };
    auto by_reference = [&](auto &...args) { return function(args...); };
    auto chosen = [&] {
        if constexpr ((std::is_lvalue_reference_v<A> || ...)) return by_reference;
        else return made;
    }();
    std::tuple<A...> *types = nullptr;
    if constexpr (std::is_void_v<R>) {
        apply_given(chosen, in, types, std::index_sequence_for<A...>{});
        out.put("null");
    } else out.value(apply_given(chosen, in, types, std::index_sequence_for<A...>{}));
}

template <class C, class R, class... A, class F> void call_method(C &object, F method, Reader &in, Writer &out) {
    auto bound = [&](auto &...args) { return (object.*method)(args...); };
    std::tuple<A...> *types = nullptr;
    if constexpr (std::is_void_v<R>) {
        apply_given(bound, in, types, std::index_sequence_for<A...>{});
        out.put("null");
    } else out.value(apply_given(bound, in, types, std::index_sequence_for<A...>{}));
}
template <class C, class R, class... A> void call(C &object, R (C::*method)(A...), Reader &in, Writer &out) { call_method<C, R, A...>(object, method, in, out); }
template <class C, class R, class... A> void call(C &object, R (C::*method)(A...) const, Reader &in, Writer &out) { call_method<C, R, A...>(object, method, in, out); }

inline std::string all_of(int fd) {
    std::string data;
    char part[1 << 16];
    for (ssize_t size; (size = ::read(fd, part, sizeof part)) > 0;) data.append(part, static_cast<std::size_t>(size));
    return data;
}

inline void flush() {
    std::cout.flush();
    std::fflush(nullptr);
}

// answer(reader, writer) calls the candidate's code on one input.
template <class F> int run(int argc, char **argv, F answer) {
    if (argc > 1) limit = std::strtoul(argv[1], nullptr, 10);
    catch_faults();
    std::set_terminate([] {
        if (std::current_exception()) frame('R', current());
        ::_exit(3);
    });
    frame('S', "");
    wait();
    std::string data = all_of(4);
    for (std::size_t at = 0, number = 0; at < data.size(); number++) {
        std::size_t size = 0;
        for (int i = 0; i < 4; i++) size = size << 8 | static_cast<unsigned char>(data[at++]);
        if (number) wait();
        Reader in{std::string_view(data).substr(at, size)};
        at += size;
        Writer out;
        std::string record;
        char kind = 'R';
        try {
            out.put("{\"value\":");
            answer(in, out);
            out.put("}");
            record = std::move(out.out);
        } catch (const TooLarge &) {
            kind = 'O';
        } catch (const Unserialisable &error) {
            record = "{\"unserialisable\":" + json_text(error.what) + "}";
        } catch (const std::bad_alloc &) {
            out.out.clear();
            kind = 'M';
        } catch (...) {
            record = current();
        }
        flush();
        frame(kind, record);
    }
    ::_exit(0);
}

}  // namespace mockmind
