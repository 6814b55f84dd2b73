package dev.weir.privacy.keys;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.Pkcs11Uri;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The password of a key store that a key in a hardware module has closed ({@link WrappedPasswords}). */
final class ModuleSecret {

    private final Place place;
    private final WrappedPasswords wrapped;
    private final Pkcs11Uri uri;
    private final Supplier<String> pin;

    /** @param pin asked when the module is needed */
    ModuleSecret(Path store, Pkcs11Uri uri, Supplier<String> pin) {
        this.wrapped = WrappedPasswords.beside(store);
        this.place = Place.of(wrapped.path().toString());
        this.uri = uri;
        this.pin = pin;
    }

    /** The password of now. */
    String read() {
        WrappedPasswords.Wrapped now = entries().get(0);
        if (!now.key().equals(uri.object())) {
            throw refused(
                    "The password in '" + wrapped.path() + "' is closed by another key",
                    "the module's key '" + now.key() + "' closed it, and weir.yaml names '" + uri.object() + "'",
                    "name that key in keys.module; to change to another one, put the pkcs11: URI of the key that closed"
                            + " it, with its pin-source, into a file of mode 600 and run weir keys password --old FILE");
        }
        try (HardwareModule module = open()) {
            return wrapped.unwrap(now, module);
        } catch (NoKeysException e) {
            throw damaged(e);
        }
    }

    /** The password of now; where there is none yet, a new one. */
    String readOrMake(SecureRandom random) {
        return wrapped.exist() ? read() : renewed(random);
    }

    /** A new password. Those before it are kept until {@link #forgetFormer}. The module's key is made when there is none. */
    String renewed(SecureRandom random) {
        List<WrappedPasswords.Wrapped> all = new ArrayList<>();
        if (wrapped.exist()) {
            all.addAll(entries());
        }
        String password = WrappedPasswords.random(random);
        try (HardwareModule module = open()) {
            if (!module.hasKey()) {
                module.makeKey();
            }
            all.add(0, wrapped.wrap(password, uri.object(), module, random));
            wrapped.write(all);
            return password;
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    /** The passwords that this key opens; none when there is no such key, or it has closed none of them. */
    List<String> candidates() {
        List<String> candidates = new ArrayList<>();
        List<WrappedPasswords.Wrapped> own = wrapped.exist()
                ? entries().stream()
                        .filter(entry -> entry.key().equals(uri.object()))
                        .toList()
                : List.of();
        if (own.isEmpty()) {
            return candidates;
        }
        try (HardwareModule module = open()) {
            if (module.hasKey()) {
                for (WrappedPasswords.Wrapped entry : own) {
                    try {
                        candidates.add(wrapped.unwrap(entry, module));
                    } catch (NoKeysException e) {
                        // a key of the same label closed it, in another token
                    }
                }
            }
        }
        return candidates;
    }

    /** Lets the passwords before the one of now go. */
    void forgetFormer() {
        try {
            wrapped.write(entries().subList(0, 1));
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private HardwareModule open() {
        return HardwareModule.open(uri, pin.get(), place);
    }

    private List<WrappedPasswords.Wrapped> entries() {
        try {
            return wrapped.read();
        } catch (NoKeysException e) {
            throw damaged(e);
        } catch (NoSuchFileException e) {
            throw refused(
                    "There is no password in '" + wrapped.path() + "'",
                    "keys.module in weir.yaml says that it is there, closed by the module's key",
                    "bring it back from the copy that the store has; where a password closed the store so far, put that"
                            + " into a file of mode 600 and run weir keys password --old FILE");
        } catch (IOException e) {
            throw refused(
                    "The password in '" + wrapped.path() + "' cannot be read",
                    "the file system answers " + e.getClass().getSimpleName(),
                    "give yourself, and nobody else, the right to read it: chmod 600 " + wrapped.path());
        }
    }

    private ProblemsException damaged(NoKeysException e) {
        return refused(
                "The password in '" + wrapped.path() + "' does not open",
                e.why(),
                "bring it back from a safe copy, together with the store beside it");
    }

    private ProblemsException notWritable(IOException e) {
        return ProblemsException.of(
                Code.NOT_WRITABLE,
                place,
                "The store's password cannot be written to '" + wrapped.path() + "'",
                "the file system answers " + e.getClass().getSimpleName(),
                "give yourself the right to write there, or set keys.store in weir.yaml to another place");
    }

    private ProblemsException refused(String what, String why, String remedy) {
        return ProblemsException.of(Code.KEY, place, what, why, remedy);
    }
}
