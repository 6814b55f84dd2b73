package dev.weir.contracts;

import static java.util.Objects.requireNonNull;

/**
 * A raw output of the ETL: a contract and the server of the chosen profile that says where its files lie.
 *
 * @param contract what its files hold
 * @param location folder or glob, relative to the workspace or a URI
 * @param format of the files, by its name
 * @param dialect how they are written, in the words of their format
 */
public record Source(Contract contract, String location, String format, Dialect dialect) {

    public Source {
        requireNonNull(contract, "contract");
        requireNonNull(location, "location");
        requireNonNull(format, "format");
        requireNonNull(dialect, "dialect");
    }

    /** What a format's files may differ in. Each format has a type of its own, which its reader knows. */
    public interface Dialect {}
}
