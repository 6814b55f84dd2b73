package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.KeySettings;
import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code keys} of a profile. A password is named, never written: as the variable that holds it, or the file. A
 * variable that is not set is no problem here, since most commands need no key.
 */
final class KeyStoreReader {

    private static final String STORE = "store";
    private static final String PASSWORD = "password";
    private static final String PASSWORD_FILE = "passwordFile";
    private static final String DEFAULT_STORE = "keys/weir.key";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:-)?}");

    private KeyStoreReader() {}

    static KeySettings read(YamlMap keys, Environment environment, Problems problems) {
        String store = environment.fill(keys, STORE, DEFAULT_STORE);
        if (store.isBlank()) {
            problems.add(
                    Code.INVALID_VALUE,
                    keys.placeOf(STORE),
                    "'" + STORE + "' is empty",
                    "keys lie in a file",
                    "name one, such as " + DEFAULT_STORE + ", or leave '" + STORE + "' out");
            return KeySettings.of(DEFAULT_STORE);
        }
        KeySettings.Password password = password(keys, environment, problems);
        if (!(password instanceof KeySettings.NoPassword) && !takesPassword(store)) {
            problems.add(
                    Code.INVALID_VALUE,
                    keys.placeOf(keys.has(PASSWORD) ? PASSWORD : PASSWORD_FILE),
                    "a password protects nothing in '"
                            + keys.scalar(STORE).map(YamlScalar::text).orElse(store) + "'",
                    "a store of JSON is not encrypted: it is safe as long as its owner alone may read it",
                    "name a store that ends in .bcfks or .p12, or take the password out");
        }
        return new KeySettings(store, password);
    }

    private static boolean takesPassword(String store) {
        String name = store.toLowerCase(Locale.ROOT);
        return name.endsWith(".bcfks") || name.endsWith(".p12");
    }

    private static KeySettings.Password password(YamlMap keys, Environment environment, Problems problems) {
        Optional<YamlScalar> written =
                keys.scalar(PASSWORD).filter(scalar -> !scalar.text().isBlank());
        if (keys.has(PASSWORD_FILE)) {
            if (keys.has(PASSWORD)) {
                problems.add(
                        Code.INVALID_VALUE,
                        keys.placeOfKey(PASSWORD_FILE),
                        "keys have '" + PASSWORD + "' and '" + PASSWORD_FILE + "'",
                        "a store has one password",
                        "take one of them out");
            }
            return new KeySettings.PasswordFile(environment.fill(keys, PASSWORD_FILE, ""));
        }
        if (written.isEmpty()) {
            return new KeySettings.NoPassword();
        }
        Matcher variable = VARIABLE.matcher(written.get().text().strip());
        if (!variable.matches()) {
            problems.add(
                    Code.INVALID_VALUE,
                    keys.placeOf(PASSWORD),
                    "the password of the keys is no variable",
                    "what stands in weir.yaml is read by all who read the workspace, and stays in its history",
                    "write password: \"${WEIR_KEY_PASSWORD}\" and set that variable, or name a 'passwordFile'; a"
                            + " password that stood here is spent: change it");
            return new KeySettings.NoPassword();
        }
        String name = variable.group(1);
        return new KeySettings.PasswordVariable(name, environment.variable(name).orElse(""));
    }
}
