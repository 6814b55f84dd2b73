package dev.weir.jobs.release.catalogue;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a catalogue has of a table.
 *
 * @param metadata path of its newest metadata file
 */
public record TableRow(String namespace, String name, String metadata) {

    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9})-");

    public TableRow {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(metadata, "metadata");
    }

    /** Its name for people. */
    public String identifier() {
        return namespace + "." + name;
    }

    /** The number in the name of its metadata file, which rises with each commit; 0 where the name has none. */
    public int version() {
        return number(metadata).orElse(0);
    }

    /** The number at the start of a metadata file's name; empty where it has none. */
    static OptionalInt number(String metadata) {
        Matcher number = NUMBER.matcher(metadata.substring(metadata.lastIndexOf('/') + 1));
        return number.lookingAt() ? OptionalInt.of(Integer.parseInt(number.group(1))) : OptionalInt.empty();
    }

    /** The warehouse's root as the row has it; empty when the table does not lie where Weir puts its tables. */
    public Optional<String> root() {
        int at = metadata.indexOf("/" + namespace + "/" + name + "/metadata/");
        return at <= 0 ? Optional.empty() : Optional.of(metadata.substring(0, at));
    }
}
