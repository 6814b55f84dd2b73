package dev.weir.jobs.release.catalogue;

import static java.util.Objects.requireNonNull;

/**
 * A table's head that is to move.
 *
 * @param old where its metadata is thought to be
 * @param next where it will be
 */
public record Head(String namespace, String name, String old, String next) {

    public Head {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(old, "old");
        requireNonNull(next, "next");
    }
}
