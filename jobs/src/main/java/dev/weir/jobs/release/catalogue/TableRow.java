package dev.weir.jobs.release.catalogue;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a catalogue has of a table.
 *
 * @param metadata path of its newest metadata file
 */
public record TableRow(String namespace, String name, String metadata) {

    public TableRow {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(metadata, "metadata");
    }

    /** Its name for people. */
    public String identifier() {
        return namespace + "." + name;
    }

    /** The warehouse's root as the row has it; empty when the table does not lie where Weir puts its tables. */
    public Optional<String> root() {
        int at = metadata.indexOf("/" + namespace + "/" + name + "/metadata/");
        return at <= 0 ? Optional.empty() : Optional.of(metadata.substring(0, at));
    }
}
