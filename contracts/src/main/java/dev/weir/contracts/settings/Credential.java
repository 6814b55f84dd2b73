package dev.weir.contracts.settings;

/** Something secret that weir.yaml names and never holds. It is asked for when it is needed, not before. */
public sealed interface Credential {

    /** How people find it: the variable, or the file. */
    String shown();

    /**
     * From an environment variable.
     *
     * @param name the variable's
     * @param value empty when the variable is not set; it does not show in {@link #toString}
     */
    record Variable(String name, String value) implements Credential {
        @Override
        public String shown() {
            return "${" + name + "}";
        }

        @Override
        public String toString() {
            return shown();
        }
    }

    /**
     * The first line of a file, such as a mounted one.
     *
     * @param path absolute, or relative to the workspace
     */
    record InFile(String path) implements Credential {
        @Override
        public String shown() {
            return path;
        }
    }

    /** What nothing secret is in, and so stands in weir.yaml. */
    record Plain(String value) implements Credential {
        @Override
        public String shown() {
            return value;
        }
    }
}
