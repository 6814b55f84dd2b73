package dev.weir.catalogue;

/**
 * Something that an export has a place for, and the release does not say. Nothing is made up in its place.
 *
 * @param property by the name that the export's standard gives it, such as {@code dct:license}
 * @param cause why it is not said, and who can mend it
 */
public record Gap(String property, Cause cause) {

    /** Why something is not said. */
    public sealed interface Cause {

        /** A sentence without its full stop, for people: why, and what mends it. */
        String words();
    }

    /**
     * People have not written it.
     *
     * @param file the product's file, as the release knows it
     * @param key where in it, such as {@code weirCatalogue.licence}
     */
    public record Unwritten(String file, String key) implements Cause {
        @Override
        public String words() {
            return "Write '" + key + "' into " + file;
        }
    }

    /**
     * The workspace names no address.
     *
     * @param key of {@code weir.yaml}
     * @param what the address is, such as {@code an address that you own}
     */
    public record NoAddress(String key, String what) implements Cause {

        /** At which identifiers are served. */
        public static final NoAddress BASE = new NoAddress("catalogue.base", "an address that you own");

        /** At which files are served. */
        public static final NoAddress DOWNLOADS =
                new NoAddress("catalogue.downloads", "an address at which the warehouse is served to anyone");

        @Override
        public String words() {
            return "Write '" + key + "', " + what + ", into weir.yaml";
        }
    }

    /** Data that are not public cannot have it, whatever people write. */
    public record NotPublic() implements Cause {
        @Override
        public String words() {
            return "Not possible for data that are not public";
        }
    }

    /**
     * The release has nothing that says it.
     *
     * @param why a sentence without its full stop
     */
    public record NotMeasured(String why) implements Cause {
        @Override
        public String words() {
            return why;
        }
    }
}
