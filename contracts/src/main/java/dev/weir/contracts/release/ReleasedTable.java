package dev.weir.contracts.release;

import dev.weir.contracts.Column;
import dev.weir.contracts.Load;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.naming.CitedTerm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One table of a release.
 *
 * @param name its name in the product
 * @param version where its rows lie for ever
 * @param columns of its contract, in order, those that are dropped included
 * @param content hash of its rows and how many there are, independent of order, files and format
 * @param files that hold them
 * @param contract id and version of the contract it keeps, such as {@code clinical.encounters 1.2.0}
 * @param load how it came about from what was there before
 */
public record ReleasedTable(
        String name,
        Version version,
        List<ReleasedColumn> columns,
        ContentDigest content,
        DataFiles files,
        String contract,
        TableLoad load) {

    public ReleasedTable {
        columns = List.copyOf(columns);
    }

    /** The columns that its rows have. */
    public List<ReleasedColumn> present() {
        return columns.stream().filter(column -> !column.mask().drops()).toList();
    }

    /** The columns of its contract that its rows do not have, since their masks drop them. */
    public List<ReleasedColumn> absent() {
        return columns.stream().filter(column -> column.mask().drops()).toList();
    }

    /** Whether rows have nothing but keys, pseudonyms and dates: it may be meant so, and it may be all that was left. */
    public boolean isOfKeysAndDates() {
        return present().stream()
                .allMatch(column -> column.identity().key().isPresent()
                        || column.mask().method().equals("pseudonymise")
                        || column.mask().method().equals("shift")
                        || column.type().startsWith("date")
                        || column.type().startsWith("timestamp"));
    }

    /** A table that its run made whole. */
    public ReleasedTable(
            String name,
            Version version,
            List<ReleasedColumn> columns,
            ContentDigest content,
            DataFiles files,
            String contract) {
        this(name, version, columns, content, files, contract, TableLoad.whole(content.rows()));
    }

    /** For the table's own metadata, so that any engine explains it: its product, what that is for, its contract. */
    public String comment(Manifest.ProductFacts product) {
        return Stream.of(
                        name + ", a table of the data product " + product.name() + " (" + product.id() + ").",
                        ended(product.description()),
                        "Contract: " + contract + ".")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String ended(String text) {
        String words = text.strip();
        return words.isEmpty() || words.matches("(?s).*[.!?。！？]") ? words : words + ".";
    }

    public String contractId() {
        return contract.substring(0, contract.lastIndexOf(' '));
    }

    public String contractVersion() {
        return contract.substring(contract.lastIndexOf(' ') + 1);
    }

    /** The primary key's columns in their positions; none when it has no key. */
    public List<String> key() {
        return ReleasedColumn.key(columns);
    }

    /** What tells its rows apart: the primary key, and where every version of a row is kept, from when that holds. */
    public List<String> rowKey() {
        boolean versions = load.order().isPresent()
                && columns.size() > 2
                && columns.get(columns.size() - 2).name().equals(Load.Merge.VALID_FROM)
                && columns.get(columns.size() - 1).name().equals(Load.Merge.VALID_TO);
        return versions
                ? Stream.concat(key().stream(), Stream.of(Load.Merge.VALID_FROM))
                        .toList()
                : key();
    }

    /** The same, where another version of it lies: for who asks for its files alone. */
    public ReleasedTable at(Version other) {
        return new ReleasedTable(name, other, columns, content, files, contract, load);
    }

    public long rows() {
        return content.rows();
    }

    public long bytes() {
        return files.bytes();
    }

    /**
     * Where a table's rows lie for ever.
     *
     * @param format in which it is kept
     * @param location the table's own folder or URI
     * @param identifier the table's name in the catalogue, such as {@code clinical.encounters}; the location again for
     *     Delta
     * @param number the Iceberg snapshot id, or the Delta version
     */
    public record Version(TableFormat format, String location, String identifier, long number) {}

    /**
     * A column as released.
     *
     * @param name its name
     * @param type of the released value, as {@link dev.weir.contracts.DataType#display()} has it
     * @param category the code in law
     * @param mask what was done to its values
     * @param meaning what its values are
     * @param identity what it is among the table's columns
     */
    public record ReleasedColumn(
            String name, String type, String category, AppliedMask mask, Meaning meaning, Identity identity) {
        /** A column that stands for no term. */
        public ReleasedColumn(
                String name,
                String type,
                String category,
                AppliedMask mask,
                String description,
                String unit,
                Identity identity) {
            this(name, type, category, mask, new Meaning(description, unit, List.of()), identity);
        }

        /** A column without an id, that may be NULL and is no part of the key. */
        public ReleasedColumn(
                String name, String type, String category, AppliedMask mask, String description, String unit) {
            this(name, type, category, mask, description, unit, Identity.NONE);
        }

        /** What it means; empty when the contract gives none. */
        public String description() {
            return meaning.description();
        }

        /** In UCUM; empty when it has none. */
        public String unit() {
            return meaning.unit();
        }

        /** The primary key among columns, by position. */
        public static List<String> key(List<ReleasedColumn> columns) {
            return columns.stream()
                    .filter(column -> column.identity().key().isPresent())
                    .sorted(Comparator.comparingInt(
                            column -> column.identity().key().getAsInt()))
                    .map(ReleasedColumn::name)
                    .toList();
        }

        /** For the table's own metadata, so that any engine explains it: meaning, unit, terms, category, mask. */
        public String comment() {
            return Stream.of(
                            ended(description()),
                            unit().isEmpty() ? "" : "Unit: " + unit() + ".",
                            meaning.terms().isEmpty() ? "" : "Term: " + meaning.termWords() + ".",
                            "Category: " + category + ".",
                            "Mask: " + mask.words() + ".")
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" "));
        }

        /** A column whose mask has no parameters. */
        public ReleasedColumn(String name, String type, String category, String mask, String description, String unit) {
            this(name, type, category, new AppliedMask(mask, Map.of()), description, unit);
        }
    }

    /**
     * What was done to a column's values.
     *
     * @param method the method of the mask, {@code keep} included
     * @param parameters of it, by name; of one that moves dates {@value #SUBJECT} as well, by whose days
     * @param by the product whose release had the values masked already; empty where the release's own run masked them
     */
    public record AppliedMask(String method, Map<String, String> parameters, Optional<String> by) {

        /** Whose days move a date: a column of the table, or {@code everyone}. No parameter that people write. */
        public static final String SUBJECT = "subject";

        /** What the release's own run did. */
        public AppliedMask(String method, Map<String, String> parameters) {
            this(method, parameters, Optional.empty());
        }

        /** What goes without saying in {@link #words}. */
        private static final List<String> USUAL = List.of("extent whole", "algorithm hmac-sha-256");

        public AppliedMask {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }

        /** Those that people write beside the method. */
        public Map<String, String> written() {
            Map<String, String> written = new LinkedHashMap<>(parameters);
            written.remove(SUBJECT);
            return written;
        }

        /** The mask with its parameters, for people: {@code generalise (to year)}; names made-up values as such. */
        public String words() {
            List<String> words = new ArrayList<>();
            parameters.forEach((name, value) -> words.add(name + " " + value));
            words.removeAll(USUAL);
            if (isSynthetic()) {
                words.add("synthetic");
            }
            by.ifPresent(product -> words.add("by " + product));
            return words.isEmpty() ? method : method + " (" + String.join(", ", words) + ")";
        }

        /** Whether the values are released as they are. */
        public boolean keeps() {
            return method.equals("keep");
        }

        /** Whether there are no values any more. */
        public boolean drops() {
            return method.equals("drop");
        }

        /** Whether the values are made up. */
        public boolean isSynthetic() {
            return method.equals("surrogate");
        }
    }

    /**
     * What a column's values are.
     *
     * @param description what it means; empty when the contract gives none
     * @param unit UCUM; empty when it has none
     * @param terms that it stands for
     */
    public record Meaning(String description, String unit, List<CitedTerm> terms) {
        public Meaning {
            terms = List.copyOf(terms);
        }

        /** For people: {@code length of stay <https://loinc.org/78033-8>}. */
        public String termWords() {
            return terms.stream()
                    .map(term -> (term.name() + (term.isOwn() ? "" : " <" + term.iri() + ">")).strip())
                    .collect(Collectors.joining(", "));
        }
    }

    /**
     * What a column is among those of its table.
     *
     * @param id the contract's own id of it, which a new name does not change
     * @param presence whether NULL is allowed
     * @param key its position in the primary key, from 1; empty when it is no part of it
     */
    public record Identity(Optional<String> id, Column.Presence presence, OptionalInt key) {

        /** Of a column without an id, that may be NULL and is no part of the key. */
        public static final Identity NONE =
                new Identity(Optional.empty(), Column.Presence.OPTIONAL, OptionalInt.empty());
    }
}
