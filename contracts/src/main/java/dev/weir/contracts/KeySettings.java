package dev.weir.contracts;

import static java.util.Objects.requireNonNull;

/**
 * Where a workspace's keys lie, and what opens them.
 *
 * @param store a file, relative to the workspace; its ending says what it is: {@code .bcfks}, {@code .p12}, else JSON
 * @param password of a store that has one
 */
public record KeySettings(String store, Password password) {

    public KeySettings {
        requireNonNull(store, "store");
        requireNonNull(password, "password");
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

        /** Answers by the case at hand. */
        <R> R match(Cases<R> cases);

        /** One answer for each source. */
        interface Cases<R> {
            R none(NoPassword none);

            R variable(PasswordVariable variable);

            R file(PasswordFile file);
        }
    }

    /** Nobody has said. */
    public record NoPassword() implements Password {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.none(this);
        }
    }

    /**
     * From an environment variable.
     *
     * @param name the variable's
     * @param value the password; empty when the variable is not set. It does not show in {@link #toString}
     */
    public record PasswordVariable(String name, String value) implements Password {
        public PasswordVariable {
            requireNonNull(name, "name");
            requireNonNull(value, "value");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.variable(this);
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
    public record PasswordFile(String path) implements Password {
        public PasswordFile {
            requireNonNull(path, "path");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.file(this);
        }
    }
}
