package dev.weir.contracts.settings;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A secret key in a hardware module, as a PKCS#11 URI (RFC 7512) names it.
 *
 * @param module the module's library: a whole path ({@code module-path})
 * @param token what tells the token from others: {@code token} (its label), {@code serial}, {@code manufacturer}, {@code model}
 * @param object the key's label
 * @param pinSource a file with the PIN; empty when the URI names none
 * @param pinValue the PIN itself; empty when the URI has none. It does not show in {@link #toString}
 */
public record Pkcs11Uri(
        String module,
        SortedMap<String, String> token,
        String object,
        Optional<String> pinSource,
        Optional<String> pinValue) {

    /** How a URI of this kind begins. */
    public static final String SCHEME = "pkcs11:";

    private static final String TOKEN = "token";
    private static final String OBJECT = "object";
    private static final String TYPE = "type";
    private static final String SECRET_KEY = "secret-key";
    private static final String MODULE_PATH = "module-path";
    private static final String PIN_SOURCE = "pin-source";
    private static final String PIN_VALUE = "pin-value";
    private static final String FILE = "file:";

    private static final Set<String> OF_TOKEN = Set.of(TOKEN, "serial", "manufacturer", "model");
    private static final Set<String> PATH = Set.of(TOKEN, "serial", "manufacturer", "model", OBJECT, TYPE);
    private static final Set<String> QUERY = Set.of(MODULE_PATH, PIN_SOURCE, PIN_VALUE);
    /** Beside letters and digits: what RFC 7512 lets stand for itself in one part or the other. */
    private static final String PLAIN = "-._~:[]@!$'()*+,=&/?|";

    public Pkcs11Uri {
        token = Collections.unmodifiableSortedMap(new TreeMap<>(token));
    }

    /** Whether a text means to be a URI of this kind. */
    public static boolean begins(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * Reads a URI. It names one token, one key and the module.
     *
     * @throws IllegalArgumentException when it does not, or has what is not known here; the message names attributes, no value
     */
    public static Pkcs11Uri parse(String uri) {
        if (!begins(uri)) {
            throw new IllegalArgumentException("it does not begin with " + SCHEME);
        }
        int mark = uri.indexOf('?');
        String path = uri.substring(SCHEME.length(), mark < 0 ? uri.length() : mark);
        Map<String, String> named = attributes(path, ';', PATH);
        Map<String, String> query = attributes(mark < 0 ? "" : uri.substring(mark + 1), '&', QUERY);
        if (!named.getOrDefault(TYPE, SECRET_KEY).equals(SECRET_KEY)) {
            throw new IllegalArgumentException("its '" + TYPE + "' is not " + SECRET_KEY);
        }
        if (query.containsKey(PIN_SOURCE) && query.containsKey(PIN_VALUE)) {
            throw new IllegalArgumentException("it has '" + PIN_SOURCE + "' and '" + PIN_VALUE + "'");
        }
        required(named, TOKEN);
        String module = required(query, MODULE_PATH);
        if (!module.startsWith("/")) {
            throw new IllegalArgumentException("its '" + MODULE_PATH + "' is no whole path");
        }
        SortedMap<String, String> token = new TreeMap<>(named);
        token.keySet().retainAll(OF_TOKEN);
        Optional<String> source = Optional.ofNullable(query.get(PIN_SOURCE));
        if (source.filter(text -> text.startsWith("|")).isPresent()) {
            throw new IllegalArgumentException("its '" + PIN_SOURCE + "' is a program, and Weir reads files alone");
        }
        return new Pkcs11Uri(
                module,
                token,
                required(named, OBJECT),
                source.map(text -> text.startsWith(FILE) ? text.substring(FILE.length()) : text),
                Optional.ofNullable(query.get(PIN_VALUE)));
    }

    private static String required(Map<String, String> attributes, String name) {
        return Optional.ofNullable(attributes.get(name))
                .orElseThrow(() -> new IllegalArgumentException("it has no '" + name + "'"));
    }

    private static Map<String, String> attributes(String part, char between, Set<String> known) {
        Map<String, String> attributes = new HashMap<>();
        for (String attribute : part.split(String.valueOf(between), -1)) {
            if (attribute.isEmpty() && part.isEmpty()) {
                return attributes;
            }
            int equals = attribute.indexOf('=');
            String name = equals < 0 ? "" : attribute.substring(0, equals);
            if (!known.contains(name)) {
                throw new IllegalArgumentException("it has something else than the attributes "
                        + String.join(", ", new TreeSet<>(known)) + " between '" + between + "'");
            }
            String value = decoded(name, attribute.substring(equals + 1));
            if (value.isEmpty()) {
                throw new IllegalArgumentException("its '" + name + "' is empty");
            }
            if (attributes.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("it has '" + name + "' twice");
            }
        }
        return attributes;
    }

    private static String decoded(String name, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(octet(name, text, i));
                i += 2;
            } else if (c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                bytes.write(c);
            } else {
                throw new IllegalArgumentException(
                        "its '" + name + "' has a character that is written as %XX there, such as a blank as %20");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("its '" + name + "' is not UTF-8", e);
        }
    }

    private static int octet(String name, String text, int at) {
        int high = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException("its '" + name + "' has a % without two hex digits");
        }
        return 16 * high + low;
    }

    /** The token's label. */
    public String tokenLabel() {
        return requireNonNull(token.get(TOKEN), TOKEN);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "Pkcs11Uri[%s, %s, %s]", module, token, object);
    }
}
