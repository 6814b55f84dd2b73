package dev.weir.contracts;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a product's queries read: a contract, and where the rows that keep it are.
 *
 * @param contract what its tables hold
 * @param where files of the ETL, or a release
 */
public record Source(Contract contract, Where where) {

    public Source {
        requireNonNull(contract, "contract");
        requireNonNull(where, "where");
    }

    /** A source in files. */
    public Source(Contract contract, String location, String format, Dialect dialect) {
        this(contract, new InFiles(location, format, dialect));
    }

    /**
     * Where its files are.
     *
     * @throws IllegalStateException when it is in none
     */
    public InFiles files() {
        if (where instanceof InFiles files) {
            return files;
        }
        throw new IllegalStateException("'" + contract.id() + "' is in no files");
    }

    /** The release that it is read of; empty when it is in files. */
    public Optional<InRelease> release() {
        return where instanceof InRelease release ? Optional.of(release) : Optional.empty();
    }

    /** Where the rows are. */
    public sealed interface Where {}

    /**
     * In files: a raw output of the ETL, at the server of the chosen profile.
     *
     * @param location folder or glob, relative to the workspace or a URI
     * @param format of the files, by its name
     * @param dialect how they are written, in the words of their format
     */
    public record InFiles(String location, String format, Dialect dialect) implements Where {
        public InFiles {
            requireNonNull(location, "location");
            requireNonNull(format, "format");
            requireNonNull(dialect, "dialect");
        }
    }

    /**
     * In a release of another product, by the input port that names the contract.
     *
     * @param product the other product's id
     * @param pin {@code weirRelease}: a number or a tag; empty for the newest release there is when a run begins
     * @param place where the input port names it
     */
    public record InRelease(String product, Optional<String> pin, Place place) implements Where {
        public InRelease {
            requireNonNull(product, "product");
            requireNonNull(pin, "pin");
            requireNonNull(place, "place");
        }

        /** {@code product} for the newest, {@code product@12} or {@code product@tag}. */
        public String reference() {
            return pin.map(release -> product + "@" + release).orElse(product);
        }
    }

    /** What a format's files may differ in. Each format has a type of its own, which its reader knows. */
    public interface Dialect {}
}
