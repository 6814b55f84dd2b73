package dev.weir.releases.storage;

import static java.util.Objects.requireNonNull;

/** How an attempt to create a file of the log ended. */
public sealed interface Creation {

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /** One method per ending. */
    interface Cases<R> {
        R created(Created created);

        R exists(Exists exists);

        R unknown(Unknown unknown);
    }

    /** The file is there, with the writer's bytes. */
    record Created() implements Creation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.created(this);
        }
    }

    /**
     * Another process's file has the name.
     *
     * @param content its bytes, a copy
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Exists(byte[] content) implements Creation {
        public Exists {
            content = content.clone();
        }

        @Override
        public byte[] content() {
            return content.clone();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.exists(this);
        }
    }

    /** The answer was lost, and reading back gave none: the file may be there now, or later, or never. */
    record Unknown(Throwable cause) implements Creation {
        public Unknown {
            requireNonNull(cause, "cause");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unknown(this);
        }
    }
}
