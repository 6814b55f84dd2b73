package dev.weir.privacy.ledger;

import dev.weir.contracts.text.Sha256;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One copy of a release for one recipient, as the ledger keeps it: all that an ALLOW has to record.
 *
 * @param recipient who receives it
 * @param contents what is sent
 * @param people who is in it
 * @param decision why it may go
 * @param basis what it was decided and masked by
 * @param copy where it is written to
 * @param warnings such as {@code REVIEW_250}
 */
public record Transfer(
        Recipient recipient,
        Contents contents,
        People people,
        Decision decision,
        Basis basis,
        Copy copy,
        List<String> warnings) {

    public Transfer {
        warnings = List.copyOf(warnings);
    }

    /**
     * What is sent.
     *
     * @param release what it is made from
     * @param tables of it, after the masks
     * @param minorsDropped rows left out because the person is under 14
     */
    public record Contents(Release release, List<SentTable> tables, long minorsDropped) {
        public Contents {
            tables = List.copyOf(tables);
            if (tables.isEmpty()) {
                throw new IllegalArgumentException("A transfer of nothing");
            }
        }

        /** Rows sent, of all tables. */
        public long rows() {
            return tables.stream().mapToLong(SentTable::rows).sum();
        }

        /** Codes of the categories of what is sent, in order. */
        public List<String> categories() {
            return tables.stream()
                    .flatMap(table -> table.columns().stream())
                    .map(SentColumn::category)
                    .distinct()
                    .sorted()
                    .toList();
        }

        /**
         * SHA-256 of the masked schema: for each table a line with its name, then for each of its columns a line with name, type,
         * category and mask, parted by tabs, each line ended by a line feed, in UTF-8.
         */
        public String schemaSha256() {
            StringBuilder text = new StringBuilder();
            for (SentTable table : tables) {
                text.append(table.name()).append('\n');
                for (SentColumn column : table.columns()) {
                    text.append(String.join("\t", column.name(), column.type(), column.category(), column.mask()))
                            .append('\n');
                }
            }
            return Sha256.hex(text.toString());
        }
    }

    /**
     * Who is in a transfer.
     *
     * @param counts the people in it, against those sent before
     * @param file with the people; empty when no person is in it
     */
    public record People(Counts counts, Optional<PeopleFile> file) {
        public People {
            PeopleCount most = file.map(PeopleFile::people).orElse(PeopleCount.NONE);
            if (!most.atLeast(counts.added())) {
                throw new IllegalArgumentException("More people are new than there are in the transfer");
            }
        }
    }

    /**
     * Who receives.
     *
     * @param id as in {@code contracts/recipients.yaml}
     * @param name of the organisation
     * @param region ISO 3166-1 alpha-2
     * @param purpose what for
     */
    public record Recipient(String id, String name, String region, String purpose) {}

    public record Release(String product, long number, String manifestSha256) {
        /** {@code product@number}. */
        public String reference() {
            return product + "@" + number;
        }
    }

    public record SentTable(String name, long rows, List<SentColumn> columns) {
        public SentTable {
            columns = List.copyOf(columns);
            if (rows < 0) {
                throw new IllegalArgumentException("Table '" + name + "' has " + rows + " rows");
            }
        }
    }

    /**
     * A column as it is sent.
     *
     * @param type of the value sent
     * @param category the code in law
     * @param mask the masks in their order: the release's, then the export's, such as {@code pseudonymise, pseudonymise}
     */
    public record SentColumn(String name, String type, String category, String mask) {}

    /**
     * How the transfer counts.
     *
     * @param standing whether it counts
     * @param before people sent in the year before it, to anybody
     * @param added people in it who were not among them
     * @param recipientAfter people sent to this recipient in the year, with it
     */
    public record Counts(Standing standing, PeopleCount before, PeopleCount added, PeopleCount recipientAfter) {
        public Counts {
            if (!standing.counts() && !added.equals(PeopleCount.NONE)) {
                throw new IllegalArgumentException("A transfer that does not count adds nobody");
            }
        }

        /** The same people, in another standing that counts as well. */
        public Counts as(Standing other) {
            return new Counts(other, before, added, recipientAfter);
        }

        /** People sent in the year with it. */
        public PeopleCount after() {
            return before.plus(added);
        }
    }

    /** Whether a transfer counts toward the thresholds. */
    public enum Standing {
        /** An export. */
        EXPORT,
        /** An export under CBR 3 to 6: counted until counsel decides otherwise. */
        EXEMPT,
        /** An export under CBR 3 to 6, where counsel has said that these do not count. */
        UNCOUNTED,
        /** Within the country: not an export, and not counted. */
        DOMESTIC;

        /** Whether its people count. */
        public boolean counts() {
            return this == EXPORT || this == EXEMPT;
        }
    }

    /**
     * The gate's ALLOW.
     *
     * @param rule the deciding row
     * @param article of the law
     * @param mechanism what the rule asks for; {@code NONE} where it asks for none
     * @param held the mechanism that was used, with its number; empty where none is needed
     * @param facts all that was decided on, by name
     */
    public record Decision(
            String rule, String article, String mechanism, Optional<String> held, Map<String, String> facts) {
        public Decision {
            facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        }
    }

    /**
     * Who is in a transfer: a Parquet file of keyed ids, beside the ledger.
     *
     * @param file its name
     * @param sha256 of its bytes
     * @param key the id of the workspace key that the ids come from: the same all year, where it is not retired
     * @param people in it
     */
    public record PeopleFile(String file, String sha256, String key, PeopleCount people) {
        public PeopleFile {
            if (!sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("'" + sha256 + "' is no SHA-256");
            }
        }
    }

    /**
     * What a transfer was decided and masked by.
     *
     * @param key the id of the workspace key that its pseudonyms come from
     */
    public record Basis(String lawPack, String lawPackSha256, String key) {}

    /**
     * Where a copy is written to.
     *
     * @param attempt a UUID: no two reservations are alike
     * @param format {@code parquet}, {@code iceberg} or {@code delta}
     * @param folder absolute
     */
    public record Copy(String attempt, String format, String folder) {}
}
