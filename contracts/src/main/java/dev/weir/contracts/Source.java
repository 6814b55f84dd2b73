package dev.weir.contracts;

import dev.weir.contracts.catalogue.Lifecycle;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a product's queries read: a contract, and where the rows that keep it are.
 *
 * @param contract what its tables hold
 * @param where files of the ETL, a release, or a database
 */
public record Source(Contract contract, Where where) {
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

    /** The database that it is in; empty when it is in none. */
    public Optional<InDatabase> database() {
        return where instanceof InDatabase database ? Optional.of(database) : Optional.empty();
    }

    /** The release that it is read of; empty when it is of none. */
    public Optional<InRelease> release() {
        return where instanceof InRelease release ? Optional.of(release) : Optional.empty();
    }

    /** Where the rows are. */
    public sealed interface Where {

        /** The place, for people: a folder or glob, a release, or a database's address. */
        String location();

        /** What is there: the format of files, {@code release}, or the type of a database. */
        String format();
    }

    /**
     * In files: a raw output of the ETL, at the server of the chosen profile.
     *
     * @param location folder or glob, relative to the workspace or a URI
     * @param format of the files, by its name
     * @param dialect how they are written, in the words of their format
     */
    public record InFiles(String location, String format, Dialect dialect) implements Where {

        /** A path of these files with the part of them that is read behind a {@code #}, as in {@code labs.xlsx#Results}. */
        public String partOf(String path) {
            return dialect.named().map(part -> path + "#" + part).orElse(path);
        }
    }

    /**
     * In a release of another product, by the input port that names the contract.
     *
     * @param product the other product's id
     * @param pin {@code weirRelease}: a number or a tag; empty for the newest release there is when a run begins
     * @param lifecycle of the other product, as the workspace has it
     * @param place where the input port names it
     */
    public record InRelease(String product, Optional<String> pin, Lifecycle lifecycle, Place place) implements Where {
        /** {@code product} for the newest, {@code product@12} or {@code product@tag}. */
        public String reference() {
            return pin.map(release -> product + "@" + release).orElse(product);
        }

        @Override
        public String location() {
            return reference();
        }

        @Override
        public String format() {
            return "release";
        }
    }

    /**
     * In a database, that is asked when a run begins. The profile has the user and the address.
     *
     * @param server the name of the contract's server, by which the profile knows it
     * @param type of the server, such as {@code postgresql}
     * @param location its address without what is for the driver alone, and so without secrets
     * @param schema in which its tables are; empty for the one that the database takes by itself
     * @param reads how tables are read for which the contract declares it, by their names
     */
    public record InDatabase(
            String server, String type, String location, Optional<String> schema, Map<String, TableRead> reads)
            implements Where {
        public InDatabase {
            reads = Collections.unmodifiableMap(new TreeMap<>(reads));
        }

        @Override
        public String format() {
            return type;
        }

        public TableRead read(Table table) {
            return reads.getOrDefault(table.name(), TableRead.USUAL);
        }

        public String nameOf(Table table) {
            return table.making() instanceof Table.Files rows ? rows.pattern().orElse(table.name()) : table.name();
        }
    }

    /**
     * How a table of a database is read.
     *
     * @param splitBy the column by whose values it is read in parts; in one when empty
     * @param parts how many, at most
     * @param newBy the column that only grows, by which rows that are new are found
     */
    public record TableRead(Optional<String> splitBy, int parts, Optional<String> newBy) {

        /** In how many parts a table is read where the contract does not say. */
        public static final int USUAL_PARTS = 4;

        /** More connections no database should have to bear. */
        public static final int MOST_PARTS = 64;

        /** All rows, in one part. */
        public static final TableRead USUAL = new TableRead(Optional.empty(), 1, Optional.empty());

        public TableRead {
            if (parts < 1 || parts > MOST_PARTS) {
                throw new IllegalArgumentException("A table is not read in " + parts + " parts");
            }
        }
    }

    /** What a format's files may differ in. Each format has a type of its own, which its reader knows. */
    public interface Dialect {

        /** The part of each file that is read, where a file has several that are told apart by a name, such as its sheets. */
        default Optional<String> named() {
            return Optional.empty();
        }
    }
}
