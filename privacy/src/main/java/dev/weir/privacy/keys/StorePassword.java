package dev.weir.privacy.keys;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.Pkcs11Uri;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the password of a key store when it is needed, or reports who has to give it. */
final class StorePassword {

    private final Path store;
    private final Path root;
    private final KeySettings.Password source;
    private final SecretInput given;

    StorePassword(Path store, Path root, KeySettings.Password source) {
        this.store = store;
        this.root = root;
        this.source = source;
        this.given = new SecretInput(SecretInput.Kind.PASSWORD, store, root);
    }

    /** @throws ProblemsException when there is none, it is too short, or it is none that such a store takes */
    String read(KeyStoreFormat.Encryption encryption) {
        return read(encryption, ModuleSecret::read);
    }

    /** That of a store that is made: where it lies in a hardware module, and there is none, it is made. */
    String readOrMake(KeyStoreFormat.Encryption encryption, SecureRandom random) {
        return read(encryption, module -> module.readOrMake(random));
    }

    /**
     * That of a store that is closed anew: where it lies in a hardware module, a new one; those before it are kept until
     * {@link #forgetFormer}.
     */
    String renewed(KeyStoreFormat.Encryption encryption, SecureRandom random) {
        return read(encryption, module -> module.renewed(random));
    }

    /** Everything is closed under the password of now: lets those before it go that a hardware module has closed. */
    void forgetFormer() {
        source.match(
                password -> {
                    WrappedPasswords left = WrappedPasswords.beside(store);
                    try {
                        left.delete();
                        return true;
                    } catch (IOException e) {
                        throw ProblemsException.of(
                                Code.NOT_WRITABLE,
                                Place.of(left.path().toString()),
                                "The password of before stays in '" + left.path() + "'",
                                "the file system answers " + e.getClass().getSimpleName(),
                                "delete it: the store and the key that signs are closed anew");
                    }
                },
                module -> {
                    secret(module).forgetFormer();
                    return true;
                });
    }

    /** The passwords that may have closed a store: what a file names, and the one of now, however short. */
    List<String> candidates(KeyStoreFormat.Encryption encryption, Optional<Path> old) {
        List<String> candidates = new ArrayList<>();
        old.ifPresent(file -> candidates.addAll(former(file)));
        candidates.addAll(source.match(
                password -> List.of(any(password, encryption)),
                module -> secret(module).candidates()));
        return candidates;
    }

    /** The first line of a file: a password, or the key of a module that closed one. */
    private List<String> former(Path file) {
        String line = given.firstLine(file);
        if (!Pkcs11Uri.begins(line)) {
            return List.of(line);
        }
        Pkcs11Uri uri;
        try {
            uri = Pkcs11Uri.parse(line);
        } catch (IllegalArgumentException e) {
            throw ProblemsException.of(
                    Code.KEY,
                    Place.of(file.toString()),
                    "'" + file + "' names no key of a hardware module",
                    String.valueOf(e.getMessage()),
                    "write the URI that stood in keys.module, with its pin-source or pin-value");
        }
        SecretInput pin = new SecretInput(SecretInput.Kind.PIN, store, root);
        KeySettings.Given lies = uri.pinSource()
                .<KeySettings.Given>map(KeySettings.PasswordFile::new)
                .orElseGet(KeySettings.NoPassword::new);
        return new ModuleSecret(store, uri, () -> uri.pinValue().orElseGet(() -> pin.read(lies))).candidates();
    }

    /** What else may help where a store does not open. */
    String orSetIt() {
        return source.match(
                password -> password.from(
                        none -> "",
                        variable -> ", or set " + variable.name() + " to the right password",
                        file -> ", or put the right password into '" + file.path() + "'"),
                module -> " together with '" + WrappedPasswords.beside(store).path()
                        + "', run weir keys password once more where that has died");
    }

    /** What --old has to name where a store opens with no password at hand. */
    String whatOldNames() {
        return "put the password that closed it into a file of mode 600, and name that with --old"
                + (WrappedPasswords.beside(store).exist()
                        ? "; where a hardware module's key closed that password, the file has the key's pkcs11: URI with"
                                + " its pin-source or pin-value"
                        : "");
    }

    private ModuleSecret secret(KeySettings.ModulePassword module) {
        return new ModuleSecret(
                store, module.key(), () -> new SecretInput(SecretInput.Kind.PIN, store, root).read(module.pin()));
    }

    private String any(KeySettings.Given source, KeyStoreFormat.Encryption encryption) {
        String password = given.read(source);
        if (encryption == KeyStoreFormat.Encryption.PKCS12 && !password.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw refused(
                    "The password of '" + store + "' has other characters than ASCII has",
                    "Java opens no PKCS#12 store with such a password",
                    "choose one of Latin letters, digits and signs, or a store that ends in .bcfks");
        }
        return password;
    }

    /** A password that is given is long enough; one in a module is up to the module. */
    private String read(KeyStoreFormat.Encryption encryption, Function<ModuleSecret, String> ofModule) {
        return source.match(
                password -> longEnough(any(password, encryption)), module -> ofModule.apply(secret(module)));
    }

    private String longEnough(String password) {
        if (password.codePointCount(0, password.length()) < PasswordCost.LENGTH) {
            throw refused(
                    "The password of '" + store + "' is too short",
                    "it has fewer than " + PasswordCost.LENGTH + " characters: a thief of the file can try all of them",
                    "choose one of " + PasswordCost.LENGTH
                            + " characters or more, such as five words; a store that is there takes it by weir keys"
                            + " password --old FILE, with the old password in FILE");
        }
        return password;
    }

    private ProblemsException refused(String what, String why, String remedy) {
        return ProblemsException.of(Code.KEY, Place.of(store.toString()), what, why, remedy);
    }
}
