package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.Pkcs11Uri;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code keys} of a profile. A password or a PIN is named, never written: as the variable that holds it, or the file. A
 * variable that is not set is no problem here, since most commands need no key; nor is a module that this machine lacks.
 */
final class KeyStoreReader {

    private static final String STORE = "store";
    private static final String PASSWORD = "password";
    private static final String PASSWORD_FILE = "passwordFile";
    private static final String MODULE = "module";
    private static final String PIN = "pin";
    private static final List<String> OPENERS = List.of(PASSWORD, PASSWORD_FILE, MODULE);
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
                    keys.placeOf(OPENERS.stream().filter(keys::has).findFirst().orElse(STORE)),
                    (keys.has(MODULE) ? "a module" : "a password") + " protects nothing in '"
                            + keys.scalar(STORE).map(YamlScalar::text).orElse(store) + "'",
                    "a store of JSON is not encrypted: it is safe as long as its owner alone may read it",
                    "name a store that ends in .bcfks or .p12, or take "
                            + (keys.has(MODULE) ? "the module" : "the password") + " out");
        }
        return new KeySettings(store, password);
    }

    private static boolean takesPassword(String store) {
        String name = store.toLowerCase(Locale.ROOT);
        return name.endsWith(".bcfks") || name.endsWith(".p12");
    }

    private static KeySettings.Password password(YamlMap keys, Environment environment, Problems problems) {
        List<String> openers = OPENERS.stream().filter(keys::has).toList();
        if (openers.size() > 1) {
            problems.add(
                    Code.INVALID_VALUE,
                    keys.placeOfKey(openers.get(1)),
                    "keys have '" + String.join("' and '", openers) + "'",
                    "one thing opens a store",
                    "leave one of them");
        }
        if (keys.has(PIN) && !keys.has(MODULE)) {
            problems.add(
                    Code.INVALID_VALUE,
                    keys.placeOfKey(PIN),
                    "keys have a '" + PIN + "' and no '" + MODULE + "'",
                    "a PIN opens the token of a hardware module",
                    "name the module's key, or take the PIN out");
        }
        if (keys.has(MODULE)) {
            return module(keys, environment, problems);
        }
        return keys.has(PASSWORD_FILE)
                ? new KeySettings.PasswordFile(environment.fill(keys, PASSWORD_FILE, ""))
                : variable(keys, PASSWORD, "the password of the keys", "WEIR_KEY_PASSWORD", environment, problems);
    }

    private static KeySettings.Password module(YamlMap keys, Environment environment, Problems problems) {
        KeySettings.Given pin = variable(keys, PIN, "the PIN of the module", "WEIR_PIN", environment, problems);
        Pkcs11Uri key;
        try {
            key = Pkcs11Uri.parse(keys.scalar(MODULE).map(YamlScalar::text).orElse(""));
        } catch (IllegalArgumentException e) {
            problems.add(
                    Code.INVALID_VALUE,
                    keys.placeOf(MODULE),
                    "'" + MODULE + "' names no key of a hardware module",
                    String.valueOf(e.getMessage()),
                    "write a PKCS#11 URI (RFC 7512), such as"
                            + " pkcs11:token=weir;object=weir-wrap?module-path=/usr/lib/softhsm/libsofthsm2.so");
            return pin;
        }
        if (key.pinValue().isPresent()) {
            problems.add(
                    Code.INVALID_VALUE,
                    keys.placeOf(MODULE),
                    "the PIN stands in '" + MODULE + "'",
                    "what stands in weir.yaml is read by all who read the workspace, and stays in its history",
                    "write " + PIN + ": \"${WEIR_PIN}\" and set that variable, or name a file as pin-source; a PIN that"
                            + " stood here is spent: change it");
        }
        if (key.pinSource().isPresent() && keys.has(PIN)) {
            problems.add(
                    Code.INVALID_VALUE,
                    keys.placeOfKey(PIN),
                    "keys have a '" + PIN + "' and a pin-source",
                    "a token has one PIN",
                    "take one of them out");
        }
        return new KeySettings.ModulePassword(
                key,
                key.pinSource()
                        .<KeySettings.Given>map(KeySettings.PasswordFile::new)
                        .orElse(pin));
    }

    private static KeySettings.Given variable(
            YamlMap keys, String key, String what, String example, Environment environment, Problems problems) {
        Optional<YamlScalar> written =
                keys.scalar(key).filter(scalar -> !scalar.text().isBlank());
        if (written.isEmpty()) {
            return new KeySettings.NoPassword();
        }
        Matcher variable = VARIABLE.matcher(written.get().text().strip());
        if (!variable.matches()) {
            problems.add(
                    Code.INVALID_VALUE,
                    keys.placeOf(key),
                    what + " is no variable",
                    "what stands in weir.yaml is read by all who read the workspace, and stays in its history",
                    "write " + key + ": \"${" + example + "}\" and set that variable, or name a "
                            + (key.equals(PIN) ? "file as pin-source of the module's URI" : "'" + PASSWORD_FILE + "'")
                            + "; a " + (key.equals(PIN) ? "PIN" : "password")
                            + " that stood here is spent: change it");
            return new KeySettings.NoPassword();
        }
        String name = variable.group(1);
        return new KeySettings.PasswordVariable(name, environment.variable(name).orElse(""));
    }
}
