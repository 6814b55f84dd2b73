package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.Pkcs11Uri;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads {@code keys} of a profile. A password or a PIN is named, never written: as the variable that holds it, or the file. A
 * variable that is not set is no problem here, since most commands need no key; nor is a module that this machine lacks.
 */
final class KeyStoreReader {

    private static final Field<String> STORE = Field.optional(
            "store", FieldKinds.TEXT, "The keys' file: .bcfks, .p12, or JSON of mode 600; 'keys/weir.key' by default.");
    private static final Field<YamlScalar> PASSWORD = Field.optional(
            "password", FieldKinds.SINGLE, "The variable with the store's password, such as ${WEIR_KEY_PASSWORD}.");
    private static final Field<String> PASSWORD_FILE =
            Field.optional("passwordFile", FieldKinds.SOMETHING, "A file of mode 600 with the store's password.");
    private static final Field<String> MODULE = Field.optional(
            "module",
            FieldKinds.SOMETHING,
            "Instead: the key of a hardware module that opens the store's password, as a PKCS#11 URI (RFC 7512) with"
                    + " token, object and module-path.");
    private static final Field<YamlScalar> PIN = Field.optional(
            "pin",
            FieldKinds.SINGLE,
            "The variable with the PIN of the module's token, such as ${WEIR_PIN}; or pin-source in the URI.");
    private static final List<Field<?>> OPENERS = List.of(PASSWORD, PASSWORD_FILE, MODULE);

    static final Shape SHAPE =
            Shape.of("a profile's keys", WorkspaceFile.PATH, STORE, PASSWORD_FILE, MODULE, PASSWORD, PIN);

    private static final String DEFAULT_STORE = "keys/weir.key";

    private KeyStoreReader() {}

    static KeySettings read(YamlMap keys, Environment environment, Problems problems) {
        String store = environment.fill(keys, STORE, DEFAULT_STORE);
        if (store.isBlank()) {
            problems.add(
                    Code.INVALID_VALUE,
                    STORE.place(keys),
                    "'" + STORE + "' is empty",
                    "keys lie in a file",
                    "name one, such as " + DEFAULT_STORE + ", or leave '" + STORE + "' out");
            return KeySettings.of(DEFAULT_STORE);
        }
        KeySettings.Password password = password(keys, environment, problems);
        if (!(password instanceof KeySettings.NoPassword) && !takesPassword(store)) {
            problems.add(
                    Code.INVALID_VALUE,
                    openers(keys)
                            .findFirst()
                            .<Place>map(opener -> opener.place(keys))
                            .orElse(STORE.place(keys)),
                    (MODULE.isIn(keys) ? "a module" : "a password") + " protects nothing in '"
                            + keys.scalar(STORE.name()).map(YamlScalar::text).orElse(store) + "'",
                    "a store of JSON is not encrypted: it is safe as long as its owner alone may read it",
                    "name a store that ends in .bcfks or .p12, or take "
                            + (MODULE.isIn(keys) ? "the module" : "the password") + " out");
        }
        return new KeySettings(store, password);
    }

    private static Stream<Field<?>> openers(YamlMap keys) {
        return OPENERS.stream().filter(opener -> opener.isIn(keys));
    }

    private static boolean takesPassword(String store) {
        String name = store.toLowerCase(Locale.ROOT);
        return name.endsWith(".bcfks") || name.endsWith(".p12");
    }

    private static KeySettings.Password password(YamlMap keys, Environment environment, Problems problems) {
        List<Field<?>> openers = openers(keys).toList();
        if (openers.size() > 1) {
            problems.add(
                    Code.INVALID_VALUE,
                    openers.get(1).placeOfKey(keys),
                    "keys have '" + openers.stream().map(Field::name).collect(Collectors.joining("' and '")) + "'",
                    "one thing opens a store",
                    "leave one of them");
        }
        if (PIN.isIn(keys) && !MODULE.isIn(keys)) {
            problems.add(
                    Code.INVALID_VALUE,
                    PIN.placeOfKey(keys),
                    "keys have a '" + PIN + "' and no '" + MODULE + "'",
                    "a PIN opens the token of a hardware module",
                    "name the module's key, or take the PIN out");
        }
        if (MODULE.isIn(keys)) {
            return module(keys, environment, problems);
        }
        return PASSWORD_FILE.isIn(keys)
                ? new KeySettings.PasswordFile(environment.fill(keys, PASSWORD_FILE, ""))
                : variable(keys, PASSWORD, "the password of the keys", "WEIR_KEY_PASSWORD", environment, problems);
    }

    private static KeySettings.Password module(YamlMap keys, Environment environment, Problems problems) {
        KeySettings.Given pin = variable(keys, PIN, "the PIN of the module", "WEIR_PIN", environment, problems);
        Pkcs11Uri key;
        try {
            key = Pkcs11Uri.parse(
                    keys.scalar(MODULE.name()).map(YamlScalar::text).orElse(""));
        } catch (IllegalArgumentException e) {
            problems.add(
                    Code.INVALID_VALUE,
                    MODULE.place(keys),
                    "'" + MODULE + "' names no key of a hardware module",
                    String.valueOf(e.getMessage()),
                    "write a PKCS#11 URI (RFC 7512), such as"
                            + " pkcs11:token=weir;object=weir-wrap?module-path=/usr/lib/softhsm/libsofthsm2.so");
            return pin;
        }
        if (key.pinValue().isPresent()) {
            problems.add(
                    Code.INVALID_VALUE,
                    MODULE.place(keys),
                    "the PIN stands in '" + MODULE + "'",
                    "what stands in weir.yaml is read by all who read the workspace, and stays in its history",
                    "write " + PIN + ": \"${WEIR_PIN}\" and set that variable, or name a file as pin-source; a PIN that"
                            + " stood here is spent: change it");
        }
        if (key.pinSource().isPresent() && PIN.isIn(keys)) {
            problems.add(
                    Code.INVALID_VALUE,
                    PIN.placeOfKey(keys),
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
            YamlMap keys,
            Field<YamlScalar> key,
            String what,
            String example,
            Environment environment,
            Problems problems) {
        Optional<YamlScalar> written =
                key.in(keys).filter(scalar -> !scalar.text().isBlank());
        if (written.isEmpty()) {
            return new KeySettings.NoPassword();
        }
        Optional<String> name = DatabaseAccess.variable(written.get());
        if (name.isEmpty()) {
            problems.add(
                    Code.INVALID_VALUE,
                    key.place(keys),
                    what + " is no variable",
                    "what stands in weir.yaml is read by all who read the workspace, and stays in its history",
                    "write " + key + ": \"${" + example + "}\" and set that variable, or name a "
                            + (key.equals(PIN) ? "file as pin-source of the module's URI" : "'" + PASSWORD_FILE + "'")
                            + "; a " + (key.equals(PIN) ? "PIN" : "password")
                            + " that stood here is spent: change it");
            return new KeySettings.NoPassword();
        }
        return new KeySettings.PasswordVariable(
                name.get(), environment.variable(name.get()).orElse(""));
    }
}
