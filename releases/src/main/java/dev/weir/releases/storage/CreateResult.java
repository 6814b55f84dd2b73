package dev.weir.releases.storage;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;

/** How an attempt to create a file of the log ended. */
public sealed interface CreateResult {

    /** Calls the case that fits. */
    <R> R match(Function<Created, R> created, Function<Exists, R> exists, Function<Unknown, R> unknown);

    /** The file is there, with the writer's bytes. */
    record Created() implements CreateResult {
        @Override
        public <R> R match(Function<Created, R> created, Function<Exists, R> exists, Function<Unknown, R> unknown) {
            return created.apply(this);
        }
    }

    /**
     * Another process's file has the name.
     *
     * @param content its bytes, a copy
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Exists(byte[] content) implements CreateResult {
        public Exists {
            content = content.clone();
        }

        @Override
        public byte[] content() {
            return content.clone();
        }

        @Override
        public <R> R match(Function<Created, R> created, Function<Exists, R> exists, Function<Unknown, R> unknown) {
            return exists.apply(this);
        }
    }

    /** The answer was lost, and reading back gave none: the file may be there now, or later, or never. */
    record Unknown(Throwable cause) implements CreateResult {
        public Unknown {
            requireNonNull(cause, "cause");
        }

        @Override
        public <R> R match(Function<Created, R> created, Function<Exists, R> exists, Function<Unknown, R> unknown) {
            return unknown.apply(this);
        }
    }
}
