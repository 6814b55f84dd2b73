package dev.weir.privacy.keys;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A key as its file writes it. */
final class KeyText {

    private static final String ID = "id";
    private static final String ALGORITHM = "algorithm";
    private static final String CREATED = "created";
    private static final String KEY = "key";
    private static final Set<String> FIELDS = Set.of(ID, ALGORITHM, CREATED, KEY);

    /** What the key is for: the input of HKDF with SHA-256, and nothing else. */
    private static final String HKDF = "hkdf-sha-256";

    private KeyText() {}

    static String write(WorkspaceKey key) {
        return """
                {
                  "%s": "%s",
                  "%s": "%s",
                  "%s": "%s",
                  "%s": "%s"
                }
                """.formatted(
                        ID,
                        key.id(),
                        ALGORITHM,
                        HKDF,
                        CREATED,
                        key.created(),
                        KEY,
                        Base64.getEncoder().encodeToString(key.secret()));
    }

    /** Reads what {@link #write} wrote, with the reader that the law pack needs anyway: JSON is YAML 1.2. */
    static WorkspaceKey read(String json) throws NotAKeyException {
        if (json.isBlank()) {
            throw new NotAKeyException("it is empty");
        }
        Map<?, ?> fields = fields(json);
        if (!fields.keySet().equals(FIELDS)) {
            throw new NotAKeyException(
                    "it has other fields than " + ID + ", " + ALGORITHM + ", " + CREATED + " and " + KEY);
        }
        if (!HKDF.equals(fields.get(ALGORITHM))) {
            throw new NotAKeyException("its " + ALGORITHM + " is not " + HKDF);
        }
        WorkspaceKey key = new WorkspaceKey(secret(text(fields, KEY)), instant(text(fields, CREATED)));
        if (!key.id().equals(fields.get(ID))) {
            throw new NotAKeyException("its " + ID + " is not that of its " + KEY + ", so one of them was changed");
        }
        return key;
    }

    private static Map<?, ?> fields(String json) throws NotAKeyException {
        Object document;
        try {
            document =
                    new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(json);
        } catch (YamlEngineException e) {
            // its message quotes the text, which may hold the key: neither message nor cause goes on
            throw new NotAKeyException("it is not JSON");
        }
        if (document instanceof Map<?, ?> fields) {
            return fields;
        }
        throw new NotAKeyException("it is not a JSON object");
    }

    private static String text(Map<?, ?> fields, String name) throws NotAKeyException {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new NotAKeyException("its " + name + " is not text");
    }

    private static byte[] secret(String base64) throws NotAKeyException {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new NotAKeyException("its " + KEY + " is not base64");
        }
        if (secret.length != WorkspaceKey.LENGTH) {
            throw new NotAKeyException("its " + KEY + " has not 256 bits");
        }
        return secret;
    }

    private static Instant instant(String text) throws NotAKeyException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new NotAKeyException("its " + CREATED + " is not a time in UTC");
        }
    }

    /** Says why a text is no key, without a word of the text, and without a cause that might quote it. */
    static final class NotAKeyException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String why;

        NotAKeyException(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }
}
