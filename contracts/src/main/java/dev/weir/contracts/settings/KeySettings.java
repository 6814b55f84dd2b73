package dev.weir.contracts.settings;

import java.util.function.Function;

/**
 * Where a workspace's keys lie, and what opens them.
 *
 * @param store a file, relative to the workspace; its ending decides what it is: {@code .bcfks}, {@code .p12}, else JSON
 * @param password of a store that has one
 */
public record KeySettings(String store, Password password) {

    public KeySettings {
        if (store.isBlank()) {
            throw new IllegalArgumentException("A key store lies somewhere");
        }
    }

    /** A store that no password opens. */
    public static KeySettings of(String store) {
        return new KeySettings(store, new NoPassword());
    }

    /** Where the password comes from. It is never part of a command line, a message or a file of ours. */
    public sealed interface Password {

        <R> R match(Function<Given, R> given, Function<ModulePassword, R> module);
    }

    /** A secret that a person keeps, such as a password or a PIN, and where it is read from. */
    public sealed interface Given extends Password {

        @Override
        default <R> R match(Function<Given, R> given, Function<ModulePassword, R> module) {
            return given.apply(this);
        }

        <R> R from(
                Function<NoPassword, R> none, Function<PasswordVariable, R> variable, Function<PasswordFile, R> file);
    }

    /** Not declared. */
    public record NoPassword() implements Given {
        @Override
        public <R> R from(
                Function<NoPassword, R> none, Function<PasswordVariable, R> variable, Function<PasswordFile, R> file) {
            return none.apply(this);
        }
    }

    /**
     * From an environment variable.
     *
     * @param name the variable's
     * @param value the password; empty when the variable is not set. It does not show in {@link #toString}
     */
    public record PasswordVariable(String name, String value) implements Given {
        @Override
        public <R> R from(
                Function<NoPassword, R> none, Function<PasswordVariable, R> variable, Function<PasswordFile, R> file) {
            return variable.apply(this);
        }

        @Override
        public String toString() {
            return "PasswordVariable[" + name + "]";
        }
    }

    /**
     * The first line of a file that only its owner may read.
     *
     * @param path relative to the workspace
     */
    public record PasswordFile(String path) implements Given {
        @Override
        public <R> R from(
                Function<NoPassword, R> none, Function<PasswordVariable, R> variable, Function<PasswordFile, R> file) {
            return file.apply(this);
        }
    }

    /**
     * A random one that no person keeps: it lies beside the store, encrypted under a key that does not leave a hardware module.
     *
     * @param key the module's key
     * @param pin opens the token
     */
    public record ModulePassword(Pkcs11Uri key, Given pin) implements Password {
        @Override
        public <R> R match(Function<Given, R> given, Function<ModulePassword, R> module) {
            return module.apply(this);
        }
    }
}
