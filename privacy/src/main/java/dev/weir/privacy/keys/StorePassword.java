package dev.weir.privacy.keys;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.KeySettings;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the password of a key store when it is needed, or says whose it is to give. */
final class StorePassword {

    private static final int LARGEST = 4096;

    private final Path store;
    private final Path root;
    private final KeySettings.Password source;

    StorePassword(Path store, Path root, KeySettings.Password source) {
        this.store = requireNonNull(store, "store");
        this.root = requireNonNull(root, "root");
        this.source = requireNonNull(source, "source");
    }

    /** @throws ProblemsException when there is none, it is too short, or it is none that such a store takes */
    String read(KeyStoreFormat.Encryption encryption) {
        String password = any(encryption);
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

    /** The same, however short it is. */
    String any(KeyStoreFormat.Encryption encryption) {
        String password = source.match(new KeySettings.Password.Cases<>() {
            @Override
            public String none(KeySettings.NoPassword none) {
                throw missing(
                        "keys in weir.yaml names no password",
                        "write password: \"${WEIR_KEY_PASSWORD}\" beside 'store' and set that variable, or name a"
                                + " passwordFile");
            }

            @Override
            public String variable(KeySettings.PasswordVariable variable) {
                if (variable.value().isEmpty()) {
                    throw missing(
                            "the environment variable " + variable.name() + " is not set",
                            "set it to the store's password");
                }
                return variable.value();
            }

            @Override
            public String file(KeySettings.PasswordFile file) {
                return firstLine(root.resolve(file.path()));
            }
        });
        if (encryption == KeyStoreFormat.Encryption.PKCS12 && !password.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw refused(
                    "The password of '" + store + "' has other characters than ASCII has",
                    "Java opens no PKCS#12 store with such a password",
                    "choose one of Latin letters, digits and signs, or a store that ends in .bcfks");
        }
        return password;
    }

    /** The passwords that may have closed a store: the one in a file, and the one of now. */
    List<String> candidates(KeyStoreFormat.Encryption encryption, Optional<Path> old) {
        List<String> candidates = new ArrayList<>();
        old.ifPresent(file -> candidates.add(firstLine(file)));
        candidates.add(any(encryption));
        return candidates;
    }

    /** What else may help where a store does not open. */
    String orSetIt() {
        return source.match(new KeySettings.Password.Cases<>() {
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

    private String firstLine(Path file) {
        try {
            OwnerOnlyFile place = OwnerOnlyFile.at(file);
            Optional<String> mode = place.openToOthers();
            if (mode.isPresent()) {
                throw refused(
                        "The password in '" + file + "' is open to others",
                        "its mode is " + mode.get(),
                        "close it: chmod 600 " + file + "; if somebody may have read it, choose another password");
            }
            String password = place.read(LARGEST)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .flatMap(text -> text.lines().findFirst())
                    .orElse("");
            if (password.isEmpty()) {
                throw missing("the first line of '" + file + "' is empty", "write the store's password there");
            }
            return password;
        } catch (NoSuchFileException e) {
            throw missing("there is no file '" + file + "'", "write the store's password there, mode 600");
        } catch (IOException e) {
            throw missing(
                    "'" + file + "' cannot be read: " + e.getClass().getSimpleName(),
                    "give yourself, and nobody else, the right to read it: chmod 600 " + file);
        }
    }

    private ProblemsException missing(String why, String remedy) {
        return refused("The keys in '" + store + "' need a password", why, remedy);
    }

    private ProblemsException refused(String what, String why, String remedy) {
        return ProblemsException.of(Code.KEY, Place.of(store.toString()), what, why, remedy);
    }
}
