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
    private final GivenSecret given;

    StorePassword(Path store, Path root, KeySettings.Password source) {
        this.store = store;
        this.root = root;
        this.source = source;
        this.given = new GivenSecret(GivenSecret.Kind.PASSWORD, store, root);
    }

    /** @throws ProblemsException when there is none, it is too short, or it is none that such a store takes */
    String read(KeyStoreFormat.Encryption encryption) {
        return source.match(new Passwords(encryption, ModuleSecret::read));
    }

    /** That of a store that is made: where it lies in a hardware module, and there is none, it is made. */
    String readOrMake(KeyStoreFormat.Encryption encryption, SecureRandom random) {
        return source.match(new Passwords(encryption, module -> module.readOrMake(random)));
    }

    /**
     * That of a store that is closed anew: where it lies in a hardware module, a new one; those before it are kept until
     * {@link #forgetFormer}.
     */
    String renewed(KeyStoreFormat.Encryption encryption, SecureRandom random) {
        return source.match(new Passwords(encryption, module -> module.renewed(random)));
    }

    /** Everything is closed under the password of now: lets those before it go that a hardware module has closed. */
    void forgetFormer() {
        source.match(new KeySettings.Password.Cases<Boolean>() {
            @Override
            public Boolean given(KeySettings.Given password) {
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
            }

            @Override
            public Boolean module(KeySettings.ModulePassword module) {
                secret(module).forgetFormer();
                return true;
            }
        });
    }

    /** The passwords that may have closed a store: what a file names, and the one of now, however short. */
    List<String> candidates(KeyStoreFormat.Encryption encryption, Optional<Path> old) {
        List<String> candidates = new ArrayList<>();
        old.ifPresent(file -> candidates.addAll(former(file)));
        candidates.addAll(source.match(new KeySettings.Password.Cases<List<String>>() {
            @Override
            public List<String> given(KeySettings.Given password) {
                return List.of(any(password, encryption));
            }

            @Override
            public List<String> module(KeySettings.ModulePassword module) {
                return secret(module).candidates();
            }
        }));
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
        GivenSecret pin = new GivenSecret(GivenSecret.Kind.PIN, store, root);
        KeySettings.Given lies = uri.pinSource()
                .<KeySettings.Given>map(KeySettings.PasswordFile::new)
                .orElseGet(KeySettings.NoPassword::new);
        return new ModuleSecret(store, uri, () -> uri.pinValue().orElseGet(() -> pin.read(lies))).candidates();
    }

    /** What else may help where a store does not open. */
    String orSetIt() {
        return source.match(new KeySettings.Password.Cases<>() {
            @Override
            public String given(KeySettings.Given password) {
                return password.from(new KeySettings.Given.Sources<>() {
                    @Override
                    public String none(KeySettings.NoPassword none) {
                        return "";
                    }

                    @Override
                    public String variable(KeySettings.PasswordVariable variable) {
                        return ", or set " + variable.name() + " to the right password";
                    }

                    @Override
                    public String file(KeySettings.PasswordFile file) {
                        return ", or put the right password into '" + file.path() + "'";
                    }
                });
            }

            @Override
            public String module(KeySettings.ModulePassword module) {
                return " together with '" + WrappedPasswords.beside(store).path()
                        + "', run weir keys password once more where that has died";
            }
        });
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
                store, module.key(), () -> new GivenSecret(GivenSecret.Kind.PIN, store, root).read(module.pin()));
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
    private final class Passwords implements KeySettings.Password.Cases<String> {
        private final KeyStoreFormat.Encryption encryption;
        private final Function<ModuleSecret, String> ofModule;

        private Passwords(KeyStoreFormat.Encryption encryption, Function<ModuleSecret, String> ofModule) {
            this.encryption = encryption;
            this.ofModule = ofModule;
        }

        @Override
        public String given(KeySettings.Given source) {
            String password = any(source, encryption);
            if (password.codePointCount(0, password.length()) < PasswordCost.LENGTH) {
                throw refused(
                        "The password of '" + store + "' is too short",
                        "it has fewer than " + PasswordCost.LENGTH
                                + " characters: a thief of the file can try all of them",
                        "choose one of " + PasswordCost.LENGTH
                                + " characters or more, such as five words; a store that is there takes it by weir keys"
                                + " password --old FILE, with the old password in FILE");
            }
            return password;
        }

        @Override
        public String module(KeySettings.ModulePassword module) {
            return ofModule.apply(secret(module));
        }
    }

    private ProblemsException refused(String what, String why, String remedy) {
        return ProblemsException.of(Code.KEY, Place.of(store.toString()), what, why, remedy);
    }
}
