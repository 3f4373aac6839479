// What runs one Java program inside the sandbox. It shares a process with hostile code, so nothing it says
// is trusted: it has to be right for honest programs and to end somehow for the others.
// Descriptors: 3 the classes (a jar), 4 input, 5 gate, 6 results. Frames and records are those of harness.py.

import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;

public final class Harness {
    static final int MAX_DEPTH = 100;
    static FileOutputStream results;
    static Loader loader;

    static final class Unserialisable extends RuntimeException {
        Unserialisable(String what) { super(what); }
    }

    static final class TooLarge extends RuntimeException {}

    static final class Loader extends ClassLoader {
        final Map<String, byte[]> classes = new HashMap<>();

        Loader(byte[] jar) throws IOException {
            super("solution", Harness.class.getClassLoader());
            try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
                for (JarEntry entry; (entry = in.getNextJarEntry()) != null; ) {
                    String name = entry.getName();
                    if (name.endsWith(".class")) {
                        classes.put(name.substring(0, name.length() - 6).replace('/', '.'), in.readAllBytes());
                    }
                }
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] code = classes.get(name);
            if (code == null) throw new ClassNotFoundException(name);
            return defineClass(name, code, 0, code.length);
        }
    }

    static FileDescriptor descriptor(int number) throws Exception {
        Constructor<FileDescriptor> make = FileDescriptor.class.getDeclaredConstructor(int.class);
        make.setAccessible(true);
        return make.newInstance(number);
    }

    // By position: the descriptor's own is shared with every other process of the program.
    static byte[] whole(FileInputStream file) throws IOException {
        ByteBuffer data = ByteBuffer.allocate((int) file.getChannel().size());
        while (data.hasRemaining() && file.getChannel().read(data, data.position()) > 0) {}
        return data.array();
    }

    static void frame(char kind, byte[] body) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(5 + body.length);
        data.put((byte) kind).putInt(body.length).put(body);
        results.write(data.array());
    }

    static void frame(char kind, String text) throws IOException {
        frame(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    // JSON in

    static final class Reader {
        final String text;
        int at = 0;

        Reader(String text) { this.text = text; }

        Object value() {
            char c = next();
            if (c == '{') return object();
            if (c == '[') return list();
            if (c == '"') return string();
            int start = at;
            while (at < text.length() && ",]} \n".indexOf(text.charAt(at)) < 0) at++;
            String word = text.substring(start, at);
            switch (word) {
                case "null": return null;
                case "true": return true;
                case "false": return false;
                default:
            }
            if (word.indexOf('.') < 0 && word.indexOf('e') < 0 && word.indexOf('E') < 0) {
                try {
                    return Long.parseLong(word);
                } catch (NumberFormatException error) {
                    throw new ArithmeticException("the input holds " + word + ", beyond 64 bits");
                }
            }
            return Double.valueOf(word);
        }

        char next() {
            while (Character.isWhitespace(text.charAt(at))) at++;
            return text.charAt(at);
        }

        boolean more(char end) {
            if (next() == end) { at++; return false; }
            if (text.charAt(at) == ',') at++;
            next();
            return true;
        }

        List<Object> list() {
            List<Object> found = new ArrayList<>();
            at++;
            while (more(']')) found.add(value());
            return found;
        }

        Map<Object, Object> object() {
            Map<Object, Object> found = new LinkedHashMap<>();
            at++;
            while (more('}')) {
                String key = string();
                next();
                at++;
                found.put(key, value());
            }
            if (found.size() == 1 && found.get("$pairs") instanceof List) {
                Map<Object, Object> pairs = new LinkedHashMap<>();
                for (Object pair : (List<?>) found.get("$pairs")) pairs.put(((List<?>) pair).get(0), ((List<?>) pair).get(1));
                return pairs;
            }
            return found;
        }

        String string() {
            StringBuilder out = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                if (c != '\\') { out.append(c); continue; }
                c = text.charAt(++at);
                if (c == 'u') {
                    out.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                    at += 4;
                } else {
                    int special = "bfnrt".indexOf(c);
                    out.append(special < 0 ? c : "\b\f\n\r\t".charAt(special));
                }
            }
            at++;
            return out.toString();
        }
    }

    // From JSON to what a method declares

    static Class<?> raw(Type type) {
        if (type instanceof Class) return (Class<?>) type;
        if (type instanceof ParameterizedType) return (Class<?>) ((ParameterizedType) type).getRawType();
        if (type instanceof GenericArrayType) return Array.newInstance(raw(((GenericArrayType) type).getGenericComponentType()), 0).getClass();
        return Object.class;
    }

    static Type inner(Type type, int index) {
        return type instanceof ParameterizedType ? ((ParameterizedType) type).getActualTypeArguments()[index] : Object.class;
    }

    static Object convert(Object value, Type type) throws Exception {
        Class<?> kind = raw(type);
        if (kind.getName().equals("ListNode") || kind.getName().equals("TreeNode")) return nodes((List<?>) value, kind);
        if (value == null || kind == Object.class) return value;
        if (value instanceof Long) return whole((Long) value, kind);
        if (value instanceof Double && kind == float.class) return ((Double) value).floatValue();
        if (value instanceof String && (kind == char.class || kind == Character.class)) return ((String) value).charAt(0);
        if (value instanceof List) return many((List<?>) value, type, kind);
        if (value instanceof Map && kind.isAssignableFrom(TreeMap.class) || kind.isAssignableFrom(LinkedHashMap.class)) {
            Map<Object, Object> found = kind == TreeMap.class || !kind.isAssignableFrom(LinkedHashMap.class) ? new TreeMap<>() : new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                found.put(convert(entry.getKey(), inner(type, 0)), convert(entry.getValue(), inner(type, 1)));
            }
            return found;
        }
        return value;
    }

    static Object whole(Long value, Class<?> kind) {
        if (kind == int.class || kind == Integer.class) return Math.toIntExact(value);
        if (kind == double.class || kind == Double.class) return (double) value;
        return value;
    }

    static Object many(List<?> values, Type type, Class<?> kind) throws Exception {
        if (kind.isArray()) {
            Type item = type instanceof GenericArrayType ? ((GenericArrayType) type).getGenericComponentType() : kind.getComponentType();
            Object array = Array.newInstance(kind.getComponentType(), values.size());
            for (int i = 0; i < values.size(); i++) Array.set(array, i, convert(values.get(i), item));
            return array;
        }
        Collection<Object> found = kind.isAssignableFrom(ArrayList.class) ? new ArrayList<>() : kind.isAssignableFrom(ArrayDeque.class) ? new ArrayDeque<>() : new LinkedHashSet<>();
        for (Object value : values) found.add(convert(value, inner(type, 0)));
        return found;
    }

    static Object make(Class<?> kind, Object value) throws Exception {
        Constructor<?> constructor = kind.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object node = constructor.newInstance();
        Field field = field(kind, "val");
        field.set(node, convert(value, field.getGenericType()));
        return node;
    }

    static Field field(Class<?> kind, String name) throws Exception {
        Field field = kind.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    static Object nodes(List<?> values, Class<?> kind) throws Exception {
        if (values == null || values.isEmpty()) return null;
        if (kind.getName().equals("ListNode")) {
            Object next = null;
            for (int i = values.size() - 1; i >= 0; i--) {
                Object node = make(kind, values.get(i));
                field(kind, "next").set(node, next);
                next = node;
            }
            return next;
        }
        List<Object> waiting = new ArrayList<>();
        waiting.add(make(kind, values.get(0)));
        for (int at = 1, parent = 0; at < values.size(); parent++) {
            for (String side : new String[] {"left", "right"}) {
                if (at < values.size() && values.get(at) != null) {
                    Object node = make(kind, values.get(at));
                    field(kind, side).set(waiting.get(parent), node);
                    waiting.add(node);
                }
                at++;
            }
        }
        return waiting.get(0);
    }

    // JSON out

    static final class Writer {
        final StringBuilder out = new StringBuilder();
        final int limit;

        Writer(int limit) { this.limit = limit; }

        void put(String text) {
            if (out.length() + text.length() > limit) throw new TooLarge();
            out.append(text);
        }

        void walk(Object value, int depth) throws Exception {
            if (depth > MAX_DEPTH) throw new Unserialisable("a value nested deeper than " + MAX_DEPTH + " levels");
            if (value == null || value instanceof Boolean) put(String.valueOf(value));
            else if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) put(value.toString());
            else if (value instanceof Double || value instanceof Float) {
                double number = ((Number) value).doubleValue();
                if (Double.isNaN(number)) throw new Unserialisable("NaN");
                if (Double.isInfinite(number)) throw new Unserialisable("an infinite double");
                put(Double.toString(number));
            } else if (value instanceof String || value instanceof Character) put(quoted(value.toString()));
            else if (value.getClass().isArray()) {
                put("[");
                for (int i = 0; i < Array.getLength(value); i++) {
                    if (i > 0) put(",");
                    walk(orEmpty(Array.get(value, i), value.getClass().getComponentType()), depth + 1);
                }
                put("]");
            } else if (value instanceof List) items((List<?>) value, depth);
            else if (value instanceof Map) pairs((Map<?, ?>) value, depth);
            else if (value.getClass().getName().equals("ListNode") || value.getClass().getName().equals("TreeNode")) items(flat(value), depth);
            else throw new Unserialisable("a " + value.getClass().getSimpleName());
        }

        void items(List<?> values, int depth) throws Exception {
            put("[");
            boolean first = true;
            for (Object value : values) {
                if (!first) put(",");
                first = false;
                walk(value, depth + 1);
            }
            put("]");
        }

        void pairs(Map<?, ?> map, int depth) throws Exception {
            put("{\"$pairs\":[");
            boolean first = true;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                put(first ? "[" : ",[");
                first = false;
                walk(entry.getKey(), depth + 1);
                put(",");
                walk(entry.getValue(), depth + 1);
                put("]");
            }
            put("]}");
        }

        List<Object> flat(Object node) throws Exception {
            List<Object> values = new ArrayList<>();
            Class<?> kind = node.getClass();
            if (kind.getName().equals("ListNode")) {
                for (; node != null; node = field(kind, "next").get(node)) {
                    values.add(field(kind, "val").get(node));
                    if (values.size() > limit) throw new TooLarge();
                }
                return values;
            }
            List<Object> waiting = new ArrayList<>();
            waiting.add(node);
            for (int at = 0; at < waiting.size(); at++) {
                Object here = waiting.get(at);
                values.add(here == null ? null : field(kind, "val").get(here));
                if (here != null) {
                    waiting.add(field(kind, "left").get(here));
                    waiting.add(field(kind, "right").get(here));
                }
                if (values.size() > limit) throw new TooLarge();
            }
            while (values.get(values.size() - 1) == null) values.remove(values.size() - 1);
            return values;
        }
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c >= ' ' && c < 127) out.append(c);
            else out.append(String.format("\\u%04x", (int) c));
        }
        return out.append('"').toString();
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    // One program

    static String raised(Throwable error) {
        String name = error.getClass().getSimpleName(), message;
        try {
            message = cut(String.valueOf(error.getMessage() == null ? "" : error.getMessage()), 500);
        } catch (Throwable nothing) {
            message = "(its message could not be shown)";
        }
        List<String> bases = new ArrayList<>();
        for (Class<?> kind = error.getClass(); kind != null && bases.size() < 20; kind = kind.getSuperclass()) bases.add(quoted(cut(kind.getSimpleName(), 80)));
        StringBuilder trace = new StringBuilder(message.isEmpty() ? name : name + ": " + message);
        int shown = 0;
        for (StackTraceElement element : error.getStackTrace()) {
            if (!"solution".equals(element.getClassLoaderName()) || ++shown > 12) continue;
            trace.append("\n    at ").append(cut(element.getClassName() + "." + element.getMethodName(), 160));
            trace.append("(").append(element.getFileName()).append(":").append(element.getLineNumber()).append(")");
        }
        return "{\"raised\":" + quoted(cut(name, 80)) + ",\"bases\":[" + String.join(",", bases) + "],\"message\":" + quoted(message) + ",\"traceback\":" + quoted(trace.toString()) + "}";
    }

    static Method find(Class<?> owner, String name, int count) {
        Method found = null;
        for (Method method : owner.getDeclaredMethods()) {
            boolean better = found == null || method.getParameterCount() == count && found.getParameterCount() != count;
            if (method.getName().equals(name) && !method.isSynthetic() && better) found = method;
        }
        return found;
    }

    static Object[] arguments(List<?> given, Type[] types, String name) throws Exception {
        if (given.size() != types.length) throw new IllegalArgumentException(name + " should take " + given.size() + " arguments and takes " + types.length);
        Object[] found = new Object[types.length];
        for (int i = 0; i < types.length; i++) found[i] = convert(given.get(i), types[i]);
        return found;
    }

    static Object call(Object owner, Class<?> kind, String name, List<?> given) throws Exception {
        Method method = find(kind, name, given.size());
        if (method == null) throw new NoSuchMethodException(kind.getSimpleName() + " has no method " + name);
        method.setAccessible(true);
        return orEmpty(method.invoke(owner, arguments(given, method.getGenericParameterTypes(), name)), method.getReturnType());
    }

    // The list or tree without a node is the empty list.
    static Object orEmpty(Object value, Class<?> kind) {
        boolean node = kind.getName().equals("ListNode") || kind.getName().equals("TreeNode");
        return value == null && node ? List.of() : value;
    }

    static Object create(Class<?> kind, List<?> given) throws Exception {
        Constructor<?> found = null;
        for (Constructor<?> constructor : kind.getDeclaredConstructors()) {
            if (found == null || constructor.getParameterCount() == given.size()) found = constructor;
        }
        found.setAccessible(true);
        return found.newInstance(arguments(given, found.getGenericParameterTypes(), kind.getSimpleName()));
    }

    static String answer(String mode, String entry, Map<?, ?> names, Class<?> kind, byte[] payload, int limit) {
        try {
            Object value;
            List<?> given = (List<?>) new Reader(new String(payload, StandardCharsets.UTF_8)).value();
            if (mode.equals("class")) {
                Object instance = create(kind, (List<?>) given.get(0));
                List<Object> got = new ArrayList<>();
                for (Object one : (List<?>) given.get(1)) {
                    List<?> pair = (List<?>) one;
                    Object name = names.get(pair.get(0));
                    got.add(call(instance, kind, name == null ? "" : name.toString(), (List<?>) pair.get(1)));
                }
                value = got;
            } else {
                Method method = find(kind, entry, given.size());
                if (method == null) return "{\"missing\":" + quoted(entry) + "}";
                value = call(Modifier.isStatic(method.getModifiers()) ? null : create(kind, List.of()), kind, entry, given);
            }
            Writer writer = new Writer(limit);
            writer.walk(value, 0);
            return "{\"value\":" + writer.out + "}";
        } catch (TooLarge error) {
            return null;
        } catch (Unserialisable error) {
            return "{\"unserialisable\":" + quoted(cut(error.getMessage(), 120)) + "}";
        } catch (InvocationTargetException error) {
            if (error.getCause() instanceof OutOfMemoryError) throw (OutOfMemoryError) error.getCause();
            return raised(error.getCause());
        } catch (OutOfMemoryError error) {
            throw error;
        } catch (Throwable error) {
            return raised(error);
        }
    }

    static void flush() {
        System.out.flush();
        System.err.flush();
    }

    static void run(String mode, String entry, String owner, Map<?, ?> names, int limit) throws Throwable {
        FileInputStream gate = new FileInputStream(descriptor(5));
        Class<?> kind;
        try {
            kind = Class.forName(owner, !mode.equals("stdio"), loader);
        } catch (ClassNotFoundException error) {
            frame('R', "{\"missing\":" + quoted(owner) + "}");
            return;
        } catch (ExceptionInInitializerError error) {
            frame('R', raised(error.getCause() == null ? error : error.getCause()));
            return;
        }
        frame('S', "");
        gate.read(new byte[8]);
        if (mode.equals("stdio")) {
            Method main = kind.getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            try {
                main.invoke(null, (Object) new String[0]);
            } catch (InvocationTargetException error) {
                flush();
                if (error.getCause() instanceof OutOfMemoryError) throw error.getCause();
                frame('R', raised(error.getCause()));
            }
            flush();
            return;
        }
        ByteBuffer inputs = ByteBuffer.wrap(new FileInputStream(descriptor(4)).readAllBytes());
        for (int number = 0; inputs.hasRemaining(); number++) {
            byte[] payload = new byte[inputs.getInt()];
            inputs.get(payload);
            if (number > 0) gate.read(new byte[8]);
            String record = answer(mode, entry, names, kind, payload, limit);
            flush();
            if (record == null) frame('O', "");
            else frame('R', record);
        }
    }

    public static void main(String[] args) throws Throwable {
        results = new FileOutputStream(descriptor(6));
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8"));
        loader = new Loader(whole(new FileInputStream(descriptor(3))));
        Map<?, ?> names = (Map<?, ?>) new Reader(args[3]).value();
        frame('L', "");
        try {
            run(args[0], args[1], args[2], names, Integer.parseInt(args[4]));
        } catch (OutOfMemoryError error) {
            frame('M', "");
        } catch (NoSuchMethodException error) {
            frame('R', "{\"missing\":\"main\"}");
        }
        flush();
        Runtime.getRuntime().halt(0);
    }
}
