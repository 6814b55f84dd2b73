package dev.weir.privacy.keys;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A key ring as JSON: what the plain file holds, and what lies inside the stores that a password closes. Nothing that is
 * said of a text that is none quotes it.
 */
final class KeyRingText {

    private static final String SCHEMA = "schema";
    private static final String ALGORITHM = "algorithm";
    private static final String VERSIONS = "versions";
    private static final String ID = "id";
    private static final String CREATED = "created";
    private static final String STATE = "state";
    private static final String KEY = "key";
    private static final String RETIRED = "retired";

    private static final String FORMAT = "weir-keys-1";
    /** What the keys are for: the input of HKDF with SHA-256, and nothing else. */
    private static final String HKDF = "hkdf-sha-256";

    private KeyRingText() {}

    static byte[] write(KeyRing ring) {
        List<String> versions = ring.versions().stream().map(KeyRingText::write).toList();
        return """
            {
              "%s": "%s",
              "%s": "%s",
              "%s": [
            %s
              ]
            }
            """.formatted(SCHEMA, FORMAT, ALGORITHM, HKDF, VERSIONS, String.join(",\n", versions))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String write(KeyVersion version) {
        StringBuilder text = new StringBuilder("    { ");
        field(text, ID, version.id()).append(", ");
        field(text, CREATED, version.created().toString()).append(", ");
        field(text, STATE, version.state().word()).append(", ");
        version.key().ifPresent(key -> field(text, KEY, Base64.getEncoder().encodeToString(key.secret())));
        version.retired().ifPresent(when -> field(text, RETIRED, when.toString()));
        return text.append(" }").toString();
    }

    private static StringBuilder field(StringBuilder text, String name, String value) {
        return text.append('"').append(name).append("\": \"").append(value).append('"');
    }

    /** Reads what {@link #write} wrote, with the reader that the law pack needs anyway: JSON is YAML 1.2. */
    static KeyRing read(byte[] json) throws NoKeysException {
        String text = text(json);
        if (text.isBlank()) {
            throw new NoKeysException("it is empty");
        }
        Map<?, ?> ring = object(document(text), "it");
        requireFields(ring, "it", Set.of(SCHEMA, ALGORITHM, VERSIONS));
        if (!FORMAT.equals(ring.get(SCHEMA))) {
            throw new NoKeysException("its " + SCHEMA + " is not " + FORMAT);
        }
        if (!HKDF.equals(ring.get(ALGORITHM))) {
            throw new NoKeysException("its " + ALGORITHM + " is not " + HKDF);
        }
        if (!(ring.get(VERSIONS) instanceof List<?> list)) {
            throw new NoKeysException("its " + VERSIONS + " are no list");
        }
        List<KeyVersion> versions = new ArrayList<>();
        for (Object entry : list) {
            versions.add(version(object(entry, "a version")));
        }
        try {
            return new KeyRing(versions);
        } catch (IllegalArgumentException e) {
            throw new NoKeysException(String.valueOf(e.getMessage()));
        }
    }

    private static String text(byte[] json) throws NoKeysException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NoKeysException("it is not text in UTF-8");
        }
    }

    private static Object document(String text) throws NoKeysException {
        try {
            return new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(text);
        } catch (YamlEngineException e) {
            // its message quotes the text, which may hold a key: neither message nor cause goes on
            throw new NoKeysException("it is not JSON");
        }
    }

    private static KeyVersion version(Map<?, ?> fields) throws NoKeysException {
        Optional<KeyState> state = KeyState.of(text(fields, STATE));
        if (state.isEmpty()) {
            throw new NoKeysException("the " + STATE + " of a version is not active, previous or retired");
        }
        boolean gone = state.get() == KeyState.RETIRED;
        requireFields(fields, "a version", Set.of(ID, CREATED, STATE, gone ? RETIRED : KEY));
        String id = text(fields, ID);
        Instant created = instant(fields, CREATED);
        Optional<WorkspaceKey> key =
                gone ? Optional.empty() : Optional.of(new WorkspaceKey(secret(text(fields, KEY)), created));
        if (key.isPresent() && !key.get().id().equals(id)) {
            throw new NoKeysException(
                    "the " + ID + " of a version is not that of its " + KEY + ", so one of them was changed");
        }
        Optional<Instant> retired = gone ? Optional.of(instant(fields, RETIRED)) : Optional.empty();
        try {
            return new KeyVersion(id, created, state.get(), key, retired);
        } catch (IllegalArgumentException e) {
            throw new NoKeysException("the " + ID + " of a version has not 16 hex digits");
        }
    }

    private static Map<?, ?> object(Object node, String what) throws NoKeysException {
        if (node instanceof Map<?, ?> fields) {
            return fields;
        }
        throw new NoKeysException(what + " is not a JSON object");
    }

    private static void requireFields(Map<?, ?> fields, String what, Set<String> names) throws NoKeysException {
        if (!fields.keySet().equals(names)) {
            throw new NoKeysException(what + " has other fields than " + String.join(", ", new TreeSet<>(names)));
        }
    }

    private static String text(Map<?, ?> fields, String name) throws NoKeysException {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new NoKeysException("the " + name + " of a version is not text");
    }

    private static byte[] secret(String base64) throws NoKeysException {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new NoKeysException("the " + KEY + " of a version is not base64");
        }
        if (secret.length != WorkspaceKey.LENGTH) {
            throw new NoKeysException("the " + KEY + " of a version has not 256 bits");
        }
        return secret;
    }

    private static Instant instant(Map<?, ?> fields, String name) throws NoKeysException {
        try {
            return Instant.parse(text(fields, name));
        } catch (DateTimeException e) {
            throw new NoKeysException("the " + name + " of a version is not a time in UTC");
        }
    }
}
