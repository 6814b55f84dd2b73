package dev.weir.privacy.keys;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The file beside a key store that holds the store's password, encrypted under a key of a hardware module: AES-GCM, with what
 * store and what key it is for as associated data, so one that was made for another store does not open.
 *
 * <p>The first password is the one of now. Those after it closed the store before: they go when everything is closed anew, so
 * a change that dies in the middle loses nothing.
 */
final class WrappedPasswords {

    private static final String ENDING = ".wrapped";
    private static final String FORMAT = "weir-wrapped-password-1";
    private static final String GCM = "AES-GCM";
    private static final int LARGEST = 1 << 16;
    private static final int PASSWORD_BYTES = 32;
    private static final int IV_BYTES = 12;

    private final Path file;
    private final String store;

    private WrappedPasswords(Path file, String store) {
        this.file = file;
        this.store = store;
    }

    /** Those of a key store. Nothing is read yet. */
    static WrappedPasswords beside(Path store) {
        String name = String.valueOf(store.getFileName());
        return new WrappedPasswords(store.resolveSibling(name + ENDING), name);
    }

    /**
     * One password, encrypted.
     *
     * @param key label of the module's key
     * @param iv base64
     * @param ciphertext base64
     */
    record Wrapped(String key, String iv, String ciphertext) {}

    Path path() {
        return file;
    }

    boolean exist() {
        return Files.exists(file);
    }

    /**
     * What is in the file; one at least.
     *
     * @throws NoKeysException when it is open to others, damaged, or of another store
     * @throws NoSuchFileException when it is not there
     */
    List<Wrapped> read() throws IOException, NoKeysException {
        OwnerOnlyFile place = OwnerOnlyFile.at(file);
        Optional<String> mode = place.openToOthers();
        if (mode.isPresent()) {
            throw new NoKeysException("its mode is " + mode.get() + ", where its owner alone may read it (chmod 600)");
        }
        byte[] content = place.read(LARGEST).orElseThrow(() -> new NoKeysException("it is larger than any such file"));
        Map<?, ?> fields = object(json(content), Set.of("schema", "store", "passwords"));
        if (!FORMAT.equals(fields.get("schema"))) {
            throw new NoKeysException("its schema is not " + FORMAT);
        }
        if (!store.equals(fields.get("store"))) {
            throw new NoKeysException("it belongs to another store");
        }
        List<Wrapped> all = new ArrayList<>();
        if (fields.get("passwords") instanceof List<?> list) {
            for (Object entry : list) {
                all.add(wrapped(object(entry, Set.of("key", "algorithm", "iv", "ciphertext"))));
            }
        }
        if (all.isEmpty()) {
            throw new NoKeysException("it holds no password");
        }
        return all;
    }

    /** Puts these in place of what is there. */
    void write(List<Wrapped> all) throws IOException {
        String entries = all.stream().map(WrappedPasswords::text).collect(Collectors.joining(",\n"));
        String text = """
            {
              "schema": "%s",
              "store": %s,
              "passwords": [
            %s
              ]
            }
            """.formatted(FORMAT, quoted(store), entries);
        OwnerOnlyFile place = OwnerOnlyFile.at(file);
        try (OwnerOnlyFile.Lock held = place.lock()) {
            requireNonNull(held, "the lock");
            place.replace(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** A new password: 256 random bits as 43 characters. */
    static String random(SecureRandom random) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    Wrapped wrap(String password, String key, HardwareModule module, SecureRandom random) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        byte[] closed = module.encrypt(iv, associated(key), password.getBytes(StandardCharsets.US_ASCII));
        return new Wrapped(
                key, Base64.getEncoder().encodeToString(iv), Base64.getEncoder().encodeToString(closed));
    }

    /** @throws NoKeysException when the module's key does not open it */
    String unwrap(Wrapped wrapped, HardwareModule module) throws NoKeysException {
        return new String(
                module.decrypt(bytes(wrapped.iv()), associated(wrapped.key()), bytes(wrapped.ciphertext())),
                StandardCharsets.US_ASCII);
    }

    private byte[] associated(String key) {
        return String.join("\n", FORMAT, store, key).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Wrapped wrapped) {
        return "    { \"key\": %s, \"algorithm\": \"%s\", \"iv\": \"%s\", \"ciphertext\": \"%s\" }"
                .formatted(quoted(wrapped.key()), GCM, wrapped.iv(), wrapped.ciphertext());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static Wrapped wrapped(Map<?, ?> fields) throws NoKeysException {
        if (!GCM.equals(fields.get("algorithm"))
                || !(fields.get("key") instanceof String key)
                || !(fields.get("iv") instanceof String iv)
                || !(fields.get("ciphertext") instanceof String ciphertext)
                || bytes(iv).length != IV_BYTES
                || bytes(ciphertext).length == 0) {
            throw damaged();
        }
        return new Wrapped(key, iv, ciphertext);
    }

    private static byte[] bytes(String base64) throws NoKeysException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    private static Object json(byte[] content) throws NoKeysException {
        try {
            return new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
                    .loadFromString(new String(content, StandardCharsets.UTF_8));
        } catch (YamlEngineException e) {
            throw damaged();
        }
    }

    private static Map<?, ?> object(Object node, Set<String> names) throws NoKeysException {
        if (node instanceof Map<?, ?> fields && fields.keySet().equals(names)) {
            return fields;
        }
        throw damaged();
    }

    private static NoKeysException damaged() {
        return new NoKeysException("it is not as Weir wrote it");
    }
}
